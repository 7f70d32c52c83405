using Interactions.LoadTests.Driver;
using Interactions.LoadTests.Runs;
using Interactions.LoadTests.Viewers;

namespace Interactions.LoadTests.Scenarios;

/// <summary>Some viewers do not read. The others must not notice, and the gateway must close those and count them.</summary>
internal sealed class SlowClients : IScenario
{
    private Viewer[] _authors = [];
    private Viewer[] _slow = [];
    private Stage _stage = null!;
    private double? _shedBefore;

    public string Name => "slow-clients";

    public string Sentence => "Some phones do not read what they are sent: they are skipped and shed, and the others see everything in time.";

    public async Task Prepare(Stage stage)
    {
        _stage = stage;
        _shedBefore = await Shed();
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
        await Oracles.Counters(stage);
        await Oracles.Comments(stage);
        await Oracles.Screens(stage, [.. stage.Viewers.Except(_slow)]);
        // The gateway's patience with a frame that is not taken may begin with the last one.
        for (int i = 0; i < 4 && !await stage.Until(() => _slow.All(viewer => !viewer.IsOpen)); i++) { }
        int closed = _slow.Count(viewer => !viewer.IsOpen);
        stage.Found("Viewers who do not read are closed", closed == _slow.Length, $"{closed:N0} of {_slow.Length:N0} were closed");
        await Counted(stage, closed);
        await Oracles.ViewersNow(stage);
    }

    /// <summary>What is dropped is counted; a gateway that shows its figures to its own machine only cannot be asked.</summary>
    private async Task Counted(Stage stage, int closed)
    {
        double? counted = await Shed() - (_shedBefore ?? 0);
        if (counted is null) { stage.Say("/metrics did not answer: whether closed viewers were counted is not known."); }
        else { stage.Found("Viewers who were closed are counted", counted >= closed, $"{closed:N0} were closed, /metrics counted {counted:N0}"); }
    }

    private async Task<double?> Shed() => await _stage.Rest.Metrics() is { } text
        ? ServerFigures.Parse(text).Where(figure =>
            figure.Key.StartsWith("interactions_connections_shed", StringComparison.Ordinal) && figure.Key.Contains("slow", StringComparison.Ordinal))
            .Sum(figure => figure.Value)
        : null;
}
