using Interactions.LoadTests.Driver;
using Interactions.LoadTests.Viewers;

namespace Interactions.LoadTests.Scenarios;

/// <summary>Each iteration is a viewer who connects, joins and stays; a few authors comment all the while.</summary>
internal sealed class Premiere : IScenario
{
    private const int JoinsPerComment = 50;

    private Stage _stage = null!;
    private Viewer[] _authors = [];

    public string Name => "premiere";

    public string Sentence => "A join storm: thousands open one episode within seconds and stay; each is counted and hears everything since.";

    public async Task Prepare(Stage stage)
    {
        _stage = stage;
        _authors = await stage.Seat([await stage.OpenRoom()], stage.Profile.Figure("authors", 10), named: true);
    }

    public async Task Iterate(Turn turn)
    {
        Viewer viewer = new(_stage.Exchange, _stage.Rooms[0], $"{_stage.Run}-v{turn.Number}", null, _stage.Statistics);
        if (!(await turn.Step("connect", () => viewer.Connect(_stage.Target))).Ok) { return; }
        if ((await turn.Step("join", viewer.Join)).Ok) { lock (_stage.Viewers) { _stage.Viewers.Add(viewer); } }
        if (turn.Number % JoinsPerComment != 0) { return; }
        long now = TimeProvider.System.GetTimestamp();
        Viewer author = _authors[turn.Number / JoinsPerComment % _authors.Length];
        await turn.Step("comment", () => author.Comment($"{_stage.Run}-{turn.Number}", 1_000, now));
    }

    public async Task Finish(Stage stage)
    {
        await Oracles.Counters(stage);
        await Oracles.ViewersNow(stage);
        await Oracles.Comments(stage);
        await Oracles.Screens(stage, stage.Viewers);
    }
}
