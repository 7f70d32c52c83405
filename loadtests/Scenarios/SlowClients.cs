using Interactions.LoadTests.Driver;
using Interactions.LoadTests.Viewers;

namespace Interactions.LoadTests.Scenarios;

/// <summary>Some viewers do not read. The others must not notice.</summary>
internal sealed class SlowClients : IScenario
{
    private Viewer[] _authors = [];
    private Viewer[] _slow = [];
    private Stage _stage = null!;

    public string Name => "slow-clients";

    public string Sentence => "Some phones do not read what they are sent: they are skipped and shed, and the others see everything in time.";

    public async Task Prepare(Stage stage)
    {
        _stage = stage;
        Room room = await stage.OpenRoom();
        await stage.Seat([room], stage.Profile.Figure("viewers", 300), named: false);
        _authors = await stage.Seat([room], stage.Profile.Figure("authors", 50), named: true);
        _slow = await stage.Seat([room], stage.Profile.Figure("slow", 50), named: false, slow: true);
    }

    public Task Iterate(Turn turn)
    {
        // A long text fills the buffers of those who do not read.
        string text = new('慢', 70);
        return turn.Step("comment", () =>
            _authors[turn.Number % _authors.Length].Comment($"{_stage.Run}-{turn.Number}", 1_000, turn.IntendedAt, text));
    }

    public async Task Finish(Stage stage)
    {
        await Oracles.Comments(stage);
        await Oracles.Screens(stage, [.. stage.Viewers.Except(_slow)]);
        stage.Say($"{_slow.Length:N0} viewers did not read.");
    }
}
