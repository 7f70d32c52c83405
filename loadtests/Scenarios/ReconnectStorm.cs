using Interactions.LoadTests.Driver;
using Interactions.LoadTests.Viewers;

namespace Interactions.LoadTests.Scenarios;

/// <summary>Each iteration is a viewer whose connection breaks and who comes back where it stood, while comments go on.</summary>
internal sealed class ReconnectStorm : IScenario
{
    private const int ReturnsPerComment = 10;

    private Stage _stage = null!;
    private Viewer[] _viewers = [];
    private Viewer[] _authors = [];
    private int[] _away = [];

    public string Name => "reconnect-storm";

    public string Sentence => "A network breaks and everybody comes back at once: nobody misses or doubles a comment.";

    public async Task Prepare(Stage stage)
    {
        _stage = stage;
        Room room = await stage.OpenRoom();
        _viewers = await stage.Seat([room], stage.Profile.Figure("viewers", 500), named: false);
        _authors = await stage.Seat([room], stage.Profile.Figure("authors", 10), named: true);
        _away = new int[_viewers.Length];
    }

    public async Task Iterate(Turn turn)
    {
        if (turn.Number % ReturnsPerComment == 0)
        {
            Viewer author = _authors[turn.Number / ReturnsPerComment % _authors.Length];
            await turn.Step("comment", () => author.Comment($"{_stage.Run}-{turn.Number}", 1_000, turn.IntendedAt));
            return;
        }
        long seat = turn.Number % _viewers.Length;
        // Still on its way back from the last time: it cannot break what it does not have.
        if (Interlocked.Exchange(ref _away[seat], 1) == 1) { return; }
        Viewer viewer = _viewers[seat];
        viewer.Vanish();
        if ((await turn.Step("reconnect", () => viewer.Connect(_stage.Target))).Ok) { await turn.Step("resume", viewer.Join); }
        Volatile.Write(ref _away[seat], 0);
    }

    public async Task Finish(Stage stage)
    {
        await Oracles.Comments(stage);
        await Oracles.Screens(stage, stage.Viewers);
        await Oracles.ViewersNow(stage);
    }
}
