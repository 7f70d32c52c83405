using Interactions.LoadTests.Driver;
using Interactions.LoadTests.Viewers;

namespace Interactions.LoadTests.Scenarios;

/// <summary>
/// Each iteration is a viewer whose connection breaks and who comes back where it stood, while comments go on. Most viewers are raw and cheap; some are
/// the full SignalR client, which has to notice and come back by itself.
/// </summary>
internal sealed class ReconnectStorm : IScenario
{
    private const int ReturnsPerComment = 10;

    /// <summary>The SignalR client tries at once, after 2 s and after 10 s more.</summary>
    private static readonly TimeSpan ReturnsWithin = TimeSpan.FromSeconds(30);

    private Stage _stage = null!;
    private Viewer[] _viewers = [];
    private Viewer[] _authors = [];
    private ClientViewer[] _clients = [];
    private int[] _away = [];

    public string Name => "reconnect-storm";

    public string Sentence => "A network breaks and everybody comes back at once: nobody misses or doubles a comment.";

    public async Task Prepare(Stage stage)
    {
        _stage = stage;
        Room room = await stage.OpenRoom();
        _viewers = await stage.Seat([room], stage.Profile.Figure("viewers", 500), named: false);
        _authors = await stage.Seat([room], stage.Profile.Figure("authors", 10), named: true);
        _clients = await stage.SeatClients(room, stage.Profile.Figure("clients", 20));
        _away = new int[_viewers.Length + _clients.Length];
    }

    public async Task Iterate(Turn turn)
    {
        if (turn.Number % ReturnsPerComment == 0)
        {
            Viewer author = _authors[turn.Number / ReturnsPerComment % _authors.Length];
            await turn.Step("comment", () => author.Comment($"{_stage.Run}-{turn.Number}", 1_000, turn.IntendedAt));
            return;
        }
        long seat = turn.Number % _away.Length;
        // Still on its way back from the last time: it cannot break what it does not have.
        if (Interlocked.Exchange(ref _away[seat], 1) == 1) { return; }
        if (seat < _viewers.Length) { await Return(turn, _viewers[seat]); }
        else { await turn.Step("client reconnect", () => BreakAndReturn(_clients[seat - _viewers.Length])); }
        Volatile.Write(ref _away[seat], 0);
    }

    public async Task Finish(Stage stage)
    {
        await Oracles.Counters(stage);
        await Oracles.Comments(stage);
        await Oracles.Screens(stage, stage.Viewers);
        await Oracles.ViewersNow(stage);
    }

    private async Task Return(Turn turn, Viewer viewer)
    {
        viewer.Vanish();
        if ((await turn.Step("reconnect", () => viewer.Connect(_stage.Target))).Ok) { await turn.Step("resume", viewer.Join); }
    }

    private static async Task<Outcome> BreakAndReturn(ClientViewer client)
    {
        try
        {
            return await client.BreakAndReturn().WaitAsync(ReturnsWithin, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            return new Outcome("not back");
        }
    }
}
