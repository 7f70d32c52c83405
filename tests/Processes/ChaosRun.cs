using System.Globalization;
using Interactions.Episodes;
using Interactions.Gateway.Access;

namespace Interactions.Tests.Processes;

/// <param name="Seed">Decides about faults, victims and what viewers do; not about how the processes' threads meet.</param>
/// <param name="Mixes">How often the mix of faults is repeated, each time shuffled anew.</param>
/// <param name="Pause">How long a paused process is paused in the first mix and every third one after it; 8 s in the others, which leaves more time for kills.</param>
/// <param name="Timed">Also judges what is promised about time, which a machine that is busy with other things cannot keep.</param>
/// <param name="Only">When not empty: only faults of this kind, as many as a mix has faults, to look at one of them.</param>
/// <param name="Fill">So many facts are written as fast as possible before anything breaks: what a long run would have gathered.</param>
internal sealed record ChaosSettings(
    int Seed, int Mixes, int Viewers, TimeSpan Pause, string Report, bool Timed = false, FaultKind? Only = null, int Fill = 0)
{
    public TimeSpan PauseIn(int mix) => mix % 3 == 0 ? Pause : TimeSpan.FromSeconds(8);
}

/// <summary>Runs a cluster under load, breaks it by plan, and judges what is left.</summary>
internal sealed class ChaosRun(ChaosSettings settings, Action<string> say)
{
    /// <summary>Promised: the number of viewers is right so soon after a gateway's death.</summary>
    private static readonly TimeSpan CountPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan DrainPatience = TimeSpan.FromSeconds(30);

    /// <summary>Only ends what hangs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    private static readonly Dictionary<string, string> Options = new()
    {
        ["Limits__Enforced"] = "false",
        // Every comment on every screen: a checker cannot tell what was left out on purpose.
        ["Display__CommentsPerSecondMax"] = "0",
        // Ends when all have gone; they need long on a machine that is busy.
        ["Drain__Delay"] = "00:00:20",
        ["Logging__LogLevel__Default"] = "Warning",
    };

    private readonly List<ViewerCount> _miscounts = [];
    private readonly List<string> _broken = [];
    private readonly List<ChaosViewer> _viewers = [];
    private int _kills;
    private int _pauses;

    /// <returns>What was found, and the closing line.</returns>
    public async Task<(Findings Findings, string Closing)> Run()
    {
        using History history = new($"{settings.Report}.jsonl");
        await using ClusterProcesses cluster = await ClusterProcesses.Up(Options);
        using ChaosStage stage = new(cluster, history);
        await stage.CreateEpisodes();
        if (settings.Fill > 0)
        {
            await new ChaosFill(stage).Run(settings.Fill);
            say($"{stage.History.Now / 1_000,6:F1} s  filled with {stage.History.Acknowledged} facts");
        }
        using CancellationTokenSource stop = new();
        using CancellationTokenSource leave = new();
        Task[] lives = await Begin(stage, stop.Token, leave.Token);
        for (int mix = 0; mix < settings.Mixes; mix++)
        {
            foreach (PlannedFault fault in ChaosPlan.Of(settings.Seed + mix, settings.PauseIn(mix), settings.Only)) { await Break(fault, cluster, stage); }
        }
        await stop.CancelAsync();
        Findings findings = new Checks(await Collect(stage, lives, leave)).Run();
        if (settings.Timed) { _broken.AddRange(history.Recoveries().Select(recovery => recovery.Broken).OfType<string>()); }
        findings = findings with { Others = [.. findings.Others, .. _broken] };
        string closing = Closing(history, findings);
        WriteReport(history, findings, closing, cluster);
        cluster.KeepLogs(settings.Report);
        return (findings, closing);
    }

    private async Task<Task[]> Begin(ChaosStage stage, CancellationToken stop, CancellationToken leave)
    {
        for (int i = 0; i < settings.Viewers; i++)
        {
            string user = string.Create(CultureInfo.InvariantCulture, $"u{i}");
            _viewers.Add(new ChaosViewer(user, await stage.Token(user, Roles.Viewer, Roles.Moderator), stage, (Math.Abs(settings.Seed % 1_000_000) * 1_000) + i));
        }
        return [.. _viewers.Select(viewer => Task.Run(() => viewer.Live(stop, leave), CancellationToken.None))];
    }

    private async Task Break(PlannedFault fault, ClusterProcesses cluster, ChaosStage stage)
    {
        await Task.Delay(fault.Before, TimeProvider.System);
        string what = $"{fault.Kind} {string.Join(' ', fault.Victims)}";
        stage.History.Fault(what);
        say($"{stage.History.Now / 1_000,6:F1} s  {what}  ({stage.History.Acknowledged} acknowledged)");
        if (fault.Kills) { await Kill(fault, cluster); }
        else if (fault.Pauses) { await PauseAndGoOn(fault, cluster); }
        else { await Restart(fault, cluster, stage); }
        await WaitUntilReady(fault, cluster, stage);
        if (fault.Kind is FaultKind.KillGateway or FaultKind.PauseGateway) { await CountViewers(stage, what); }
        string episode = stage.Episodes[_kills % stage.Episodes.Count];
        // A recount may take a minute, and waits for so long for a silo that has just died: first see that the episode answers.
        await stage.Tally(episode);
        if (await stage.Drift(episode) is not 0 and { } drift) { _broken.Add($"after {what}: {episode} drifts by {drift}"); }
    }

    private async Task Kill(PlannedFault fault, ClusterProcesses cluster)
    {
        foreach (string victim in fault.Victims) { _kills += cluster.Send(victim, Signal.Kill) ? 1 : 0; }
        foreach (string victim in fault.Victims) { await cluster.Ended(victim, Patience); }
        await Task.Delay(fault.For, TimeProvider.System);
        foreach (string victim in fault.Victims) { await cluster.Start(victim); }
    }

    private async Task PauseAndGoOn(PlannedFault fault, ClusterProcesses cluster)
    {
        string victim = fault.Victims[0];
        _pauses += cluster.Send(victim, Signal.Stop) ? 1 : 0;
        await Task.Delay(fault.For, TimeProvider.System);
        cluster.Send(victim, Signal.Continue);
        if (fault.Kind == FaultKind.PauseRedis)
        {
            _broken.AddRange(ClusterProcesses.Silos.Concat(ClusterProcesses.Gateways).Where(name => !cluster.IsRunning(name))
                .Select(name => $"{name} ended because the storage was away"));
            return;
        }
        // A silo that learns of its death ends; its supervisor starts it again.
        if (await cluster.Ended(victim, TimeSpan.FromSeconds(3))) { await cluster.Start(victim); }
    }

    private async Task Restart(PlannedFault fault, ClusterProcesses cluster, ChaosStage stage)
    {
        foreach (string victim in fault.Victims)
        {
            cluster.Send(victim, Signal.Terminate);
            TimeSpan promised = Promised(DrainPatience);
            if (!await cluster.Ended(victim, promised)) { _broken.Add($"{victim} did not stop within {promised} of SIGTERM"); }
            await cluster.Start(victim);
            await WaitUntilReady(fault, cluster, stage);
        }
    }

    private async Task WaitUntilReady(PlannedFault fault, ClusterProcesses cluster, ChaosStage stage)
    {
        string waitedFor = "";
        bool areReady = await Until(
            async () =>
            {
                // A silo may have ended late, by itself, because it had been declared dead. Without any silo no gateway becomes ready, and one that
                // was started with the silos ends when they take too long.
                foreach (string ended in ClusterProcesses.Silos.Union(fault.Victims).Where(name => !cluster.IsRunning(name)))
                {
                    say($"{ended} has ended by itself and is started again");
                    await cluster.Start(ended);
                }
                foreach (string gateway in ClusterProcesses.Gateways)
                {
                    waitedFor = gateway;
                    if (!await stage.IsReady(gateway)) { return false; }
                }
                waitedFor = "a silo";
                return await stage.HasAllSilos();
            },
            Patience);
        if (!areReady) { throw new TimeoutException($"{waitedFor} is not ready:\n{cluster.LastWords()}"); }
    }

    /// <summary>Promises about time are judged only where nothing else keeps the machine busy; what is promised has to come true all the same.</summary>
    private TimeSpan Promised(TimeSpan time) => settings.Timed ? time : Patience;

    /// <summary>Compares viewers as told with screens as counted here; they have to be equal at one instant within the promised time.</summary>
    private async Task CountViewers(ChaosStage stage, string when)
    {
        List<ViewerCount> wrong = [];
        await Until(async () => (wrong = await Miscounts(stage, when)).Count == 0, Promised(CountPatience));
        _miscounts.AddRange(wrong);
    }

    private async Task<List<ViewerCount>> Miscounts(ChaosStage stage, string when)
    {
        List<ViewerCount> wrong = [];
        foreach (string episode in stage.Episodes)
        {
            long told = await stage.Viewers(episode);
            long counted = _viewers.Count(viewer => viewer.Episode == episode && viewer.IsWatching);
            if (told != counted) { wrong.Add(new ViewerCount($"{episode} after {when}", counted, told)); }
        }
        return wrong;
    }

    private async Task<Evidence> Collect(ChaosStage stage, Task[] lives, CancellationTokenSource leave)
    {
        await Until(() => Task.FromResult(_viewers.All(viewer => viewer.UnderWay is null)), Patience);
        string[] unresolved = [.. _viewers.Where(viewer => viewer.UnderWay is not null).Select(viewer => viewer.UnderWay!.ToString())];
        await CountViewers(stage, "the end");
        Dictionary<string, long> heads = [];
        foreach (string episode in stage.Episodes) { heads[episode] = (await stage.Tally(episode)).Version; }
        await Until(() => Task.FromResult(_viewers.All(viewer => viewer.Screen.Position?.Offset >= heads[viewer.Episode])), Patience);
        _broken.AddRange(_viewers.Where(viewer => !(viewer.Screen.Position?.Offset >= heads[viewer.Episode]))
            .Select(viewer => $"{viewer.User}'s screen stands at {viewer.Screen.Position} of {heads[viewer.Episode]}"));
        Stretch[] stretches = [.. _viewers.SelectMany(viewer => viewer.Screen.Stretches())];
        await leave.CancelAsync();
        await Task.WhenAll(lives);
        List<EpisodeFacts> facts = [];
        foreach (string episode in stage.Episodes) { facts.Add(await Facts(stage, episode)); }
        Dictionary<string, long> followers = new() { [ChaosStage.Creator] = await stage.Followers() };
        foreach (ChaosViewer viewer in _viewers) { await viewer.DisposeAsync(); }
        return new Evidence(stage.History.Acts(), [.. facts], followers, stretches, [.. _miscounts], unresolved);
    }

    private async Task<EpisodeFacts> Facts(ChaosStage stage, string episode)
    {
        using CancellationTokenSource patience = new(Patience, TimeProvider.System);
        Dictionary<string, Mine> mine = [];
        foreach (ChaosViewer viewer in _viewers) { mine[viewer.User] = await viewer.AskMine(episode, patience.Token); }
        return new EpisodeFacts(episode, await stage.Tally(episode), await stage.Comments(episode), mine, await stage.Drift(episode));
    }

    /// <summary>Asks again and again; false when it is not so within the patience.</summary>
    private static async Task<bool> Until(Func<Task<bool>> isSo, TimeSpan patience)
    {
        long began = TimeProvider.System.GetTimestamp();
        while (!await isSo())
        {
            if (TimeProvider.System.GetElapsedTime(began) > patience) { return false; }
            await Task.Delay(Look, TimeProvider.System);
        }
        return true;
    }

    private string Closing(History history, Findings findings) => string.Create(
        CultureInfo.InvariantCulture,
        $"{_kills} kills, {_pauses} pauses, {history.Acknowledged} acknowledged, {findings.Lost.Count} lost, ")
        + string.Create(
            CultureInfo.InvariantCulture,
            $"{findings.Doubled.Count} doubled, {findings.Gaps.Count} gaps, {findings.Others.Count} other faults (seed {settings.Seed})");

    private void WriteReport(History history, Findings findings, string closing, ClusterProcesses cluster)
    {
        List<string> lines =
            [$"seed {settings.Seed}, {settings.Mixes} mixes, {settings.Viewers} viewers, pauses of {settings.Pause}, {history.Now / 1_000:F0} s"];
        lines.Add($"unknown outcomes, all repeated: {history.Unsettled}; resets of screens: {_viewers.Sum(viewer => viewer.Screen.Resets - 1)}");
        lines.AddRange(history.Recoveries().Select(kind =>
            $"{kind.Fault}: of {kind.Operations} operations begun within 5 s, {kind.Within3s:P1} took at most 3 s; "
            + $"p99 {kind.P99Ms:F0} ms, worst {kind.WorstMs:F0} ms; {kind.Unknown} attempts without an answer"));
        lines.AddRange(findings.All.Take(200).Select(finding => $"FOUND {finding}"));
        if (!findings.None) { lines.Add(cluster.LastWords()); }
        File.WriteAllLines(settings.Report, [.. lines, closing]);
        foreach (string line in lines.Where(line => !line.StartsWith("---", StringComparison.Ordinal))) { say(line); }
    }
}
