using System.Collections.Concurrent;
using Interactions.Episodes;
using Interactions.LoadTests.Driver;
using Interactions.LoadTests.Viewers;
using Interactions.Watching;

namespace Interactions.LoadTests.Scenarios;

/// <summary>Each iteration is a viewer who comes, watches ten seconds, reports twice and goes.</summary>
internal sealed class WatchAlong : IScenario
{
    private readonly ConcurrentDictionary<long, bool> _sessions = new();
    private Stage _stage = null!;
    private Room _room = null!;
    private string[] _tokens = [];
    private long _uncertain;

    public string Name => "watch-along";

    public string Sentence => "Viewers come, watch, report what they watched, and go: plays and watch seconds are exact.";

    public async Task Prepare(Stage stage)
    {
        (_stage, _room) = (stage, await stage.OpenRoom());
        _tokens = await stage.Rest.Tokens(stage.Run, stage.Profile.Figure("users", 200));
    }

    public async Task Iterate(Turn turn)
    {
        long user = turn.Number % _tokens.Length;
        Viewer viewer = new(_stage.Exchange, _room, $"{_stage.Run}-{user}", _tokens[user], _stage.Statistics);
        if (!(await turn.Step("connect", () => viewer.Connect(_stage.Target))).Ok) { return; }
        Outcome joined = await turn.Step("join", viewer.Join);
        bool first = joined.Ok && await Report(turn, viewer, 1, "[[0,5]]", ended: false);
        bool second = first && await Report(turn, viewer, 2, "[[5,10]]", ended: true);
        if (first) { _sessions[turn.Number] = second; }
        await turn.Step("leave", async () => (await viewer.Call("Leave", $"{{\"episodeId\":\"{_room.EpisodeId}\"}}")).Outcome);
        viewer.Vanish();
    }

    public async Task Finish(Stage stage)
    {
        Tally tally = await stage.Rest.TallyOf(_room.EpisodeId);
        long least = _sessions.Count, most = least + Interlocked.Read(ref _uncertain);
        stage.Found("Every acknowledged session is a play", tally.Plays >= least && tally.Plays <= most,
            $"{least:N0} sessions acknowledged, {most - least:N0} of unknown fate, the tally says {tally.Plays:N0} plays");
        // A user is credited with at most two seconds a second, 180 at once; the tally may be lower than what was reported, never higher.
        long reported = _sessions.Sum(session => session.Value ? 10 : 5);
        stage.Found("Nobody is credited with more than was watched", tally.WatchSeconds <= reported + ((most - least) * 10),
            $"{reported:N0} s reported, {tally.WatchSeconds:N0} s credited");
        // So much each user may claim at once, whenever it was watched.
        long promised = _sessions.GroupBy(session => session.Key % _tokens.Length, session => session.Value ? 10L : 5L)
            .Sum(user => Math.Min(WatchCredit.SecondsMax, user.Sum()));
        stage.Found("What was watched is credited, up to 180 s at once", tally.WatchSeconds >= promised,
            $"{promised:N0} s had to be credited, {tally.WatchSeconds:N0} s were");
        bool empty = await stage.UntilTold(async () => (await stage.Rest.TallyOf(_room.EpisodeId)).Viewers == 0);
        stage.Found("When all have left, nobody watches, within 15 s", empty, empty ? "0 viewers" : "the tally still has viewers");
    }

    private async Task<bool> Report(Turn turn, Viewer viewer, int number, string ranges, bool ended)
    {
        string rest = $"\"sessionId\":\"{_stage.Run}-{turn.Number}\",\"seq\":{number},\"ranges\":{ranges},\"ended\":{(ended ? "true" : "false")}";
        Interlocked.Increment(ref _uncertain);
        Outcome outcome = await turn.Step("watch", () => viewer.Do("Watch", rest));
        if (outcome.Reason is not ("lost" or "busy" or "error")) { Interlocked.Decrement(ref _uncertain); }
        return outcome.Ok;
    }
}
