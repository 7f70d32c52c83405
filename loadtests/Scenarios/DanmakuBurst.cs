using Interactions.LoadTests.Driver;
using Interactions.LoadTests.Viewers;

namespace Interactions.LoadTests.Scenarios;

/// <summary>Comments at the profile's rates, which rise tenfold for ten seconds: a plot twist.</summary>
internal sealed class DanmakuBurst : IScenario
{
    private Viewer[] _authors = [];
    private string _run = "";

    public string Name => "danmaku-burst";

    public string Sentence => "A plot twist: ten times the comments for ten seconds; every screen gets them or hears how many it does not get.";

    public async Task Prepare(Stage stage)
    {
        Room room = await stage.OpenRoom();
        _run = stage.Run;
        await stage.Seat([room], stage.Profile.Figure("viewers", 500), named: false);
        _authors = await stage.Seat([room], stage.Profile.Figure("authors", 50), named: true);
    }

    public Task Iterate(Turn turn) => turn.Step("comment", () =>
        _authors[turn.Number % _authors.Length].Comment($"{_run}-{turn.Number}", (int)(turn.Number % 180_000), turn.IntendedAt));

    public async Task Finish(Stage stage)
    {
        await Oracles.Counters(stage);
        await Oracles.Comments(stage);
        await Oracles.Screens(stage, stage.Viewers);
        await Oracles.ViewersNow(stage);
    }
}
