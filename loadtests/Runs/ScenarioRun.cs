using System.Diagnostics;
using System.Reflection;
using Interactions.LoadTests.Driver;
using Interactions.LoadTests.Reports;
using Interactions.LoadTests.Scenarios;
using Interactions.LoadTests.Viewers;

namespace Interactions.LoadTests.Runs;

/// <summary>One scenario under one profile against one gateway: prepare, load, wait for the last answers, ask the oracles.</summary>
internal sealed class ScenarioRun(IScenario scenario, ScenarioProfile profile, string profileName, Uri target, FileInfo? file = null,
    DirectoryInfo? output = null)
{
    /// <summary>Projections follow within seconds; what has not come by then does not come.</summary>
    private static readonly TimeSpan FollowsWithin = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LastAnswersWithin = TimeSpan.FromSeconds(60);

    /// <summary>After Ctrl+C people wait for the report.</summary>
    private static readonly TimeSpan HurriedAnswersWithin = TimeSpan.FromSeconds(15);
    private static readonly double[] BinsMs = [1, 2, 5, 10, 20, 50, 100, 150, 200, 300, 500, 1_000, 2_000, 5_000, 10_000];

    private readonly Statistics _statistics = new(TimeProvider.System);
    private readonly Stopwatch _watch = new();
    private string _driver = "";
    private string? _endedEarly;
    private string? _failure;

    /// <summary>The gateway went away, or there was no load: nobody knows about promises.</summary>
    private bool _askNobody;
    private TimeSpan? _took;

    /// <summary>How long the oracles wait for what follows later.</summary>
    public TimeSpan? Patience { get; init; }

    /// <summary>After Ctrl+C, for the last answers and the oracles together; then it is reported what is known.</summary>
    public TimeSpan HurriesWithin { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Measured before; null lets the run measure them.</summary>
    public DriverLimits? Limits { get; init; }

    /// <summary>Begins the load; the driver of this build when null.</summary>
    public Func<IReadOnlyList<Phase>, Func<Turn, Task>, Statistics, ILoadDriver>? Driver { get; init; }

    /// <summary>Runs it. A cancellation ends the load, not the report.</summary>
    /// <exception cref="LoadException">It could not even begin.</exception>
    public async Task<RunReport> Execute(CancellationToken stop)
    {
        DriverLimits limits = Limits ?? DriverLimits.Measure(target);
        LiveView view = new(scenario.Name, _statistics);
        LiveView.Say($"{scenario.Name} ({profileName}) on {target}; {limits}");
        limits.MustAllow(scenario.Name, profile.Connections);
        using CancellationTokenSource hurried = new();
        using CancellationTokenRegistration hurrying = stop.Register(() => hurried.CancelAfter(HurriesWithin));
        await using Exchange exchange = new();
        await using Stage stage = new(target, profile, exchange, _statistics, LiveView.Say)
        {
            File = file,
            Patience = Patience ?? FollowsWithin,
            Stop = stop,
        };
        string? before = await Prepare(stage);
        DateTimeOffset beganAt = TimeProvider.System.GetUtcNow();
        TimeSpan cpu = Process.GetCurrentProcess().TotalProcessorTime;
        exchange.StartCounting();
        _watch.Start();
        if (!_askNobody) { await Load(stage, view, stop, hurried.Token); }
        double seconds = (_took ?? _watch.Elapsed).TotalSeconds;
        double cores = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds / _watch.Elapsed.TotalSeconds;
        (int connections, double busy) = (exchange.Open, exchange.BusyShare);
        await Finish(stage, hurried.Token);
        string? after = await LastMetrics(stage, hurried.Token);
        return Report(stage, limits, beganAt, seconds, new DriverUse(Math.Round(cores, 2), Math.Round(busy, 2)), connections, ServerFigures.Compare(before, after));
    }

    /// <summary>
    /// Seats the viewers, unless the gateway goes away meanwhile, or somebody stops it. A gateway that was never there is a mistake of the command line.
    /// </summary>
    /// <returns>The gateway's own figures before the load, if it shows them.</returns>
    private async Task<string?> Prepare(Stage stage)
    {
        try
        {
            // A gateway that does not answer is not waited for when it is stopped.
            await LiveView.Await(scenario.Prepare(stage).WaitAsync(stage.Stop),
                () => $"Viewers take their seats … {stage.Exchange.Open:N0} connections of {profile.Connections:N0}");
            return await stage.Rest.Metrics().WaitAsync(stage.Stop);
        }
        catch (OperationCanceledException) when (stage.Stop.IsCancellationRequested)
        {
            (_endedEarly, _askNobody) = ("it was stopped by hand before all viewers had taken their seats", true);
        }
        catch (LoadException failure) when (stage.Exchange.Open + stage.Exchange.Lost > 0)
        {
            (_endedEarly, _askNobody) = ($"not all viewers could take their seats: {failure.Message}", true);
        }
        LiveView.Say($"The load did not begin: {_endedEarly}");
        return null;
    }

    private async Task Load(Stage stage, LiveView view, CancellationToken stop, CancellationToken hurried)
    {
        Exchange exchange = stage.Exchange;
        int seated = exchange.Open;
        using ILoadDriver loop = Driver?.Invoke(stage.Profile.Phases, scenario.Iterate, _statistics)
            ?? Drivers.Start(scenario.Name, stage.Profile.Phases, scenario.Iterate, _statistics, output);
        _driver = loop.Name;
        exchange.Turn = loop.Tick;
        await view.Show(() => IsOver(loop, exchange, seated, stop), () => loop.Remaining, () => State(exchange));
        _took = loop.Took;
        loop.Stop();
        if (_endedEarly is not null) { LiveView.Say($"The load ended early: {_endedEarly}"); }
        long began = Stopwatch.GetTimestamp();
        await LiveView.Await(LastAnswers(loop, stop, hurried), () => $"Waiting for {loop.UnderWay:N0} last answers …");
        exchange.Turn = null;
        for (int i = loop.UnderWay; i > 0 && !_askNobody; i--) { _statistics.Record("iteration", new Outcome("unanswered"), began, warmUp: true); }
    }

    private async Task LastAnswers(ILoadDriver loop, CancellationToken stop, CancellationToken hurried)
    {
        long began = Stopwatch.GetTimestamp();
        bool IsPatient() => Stopwatch.GetElapsedTime(began) < (stop.IsCancellationRequested ? HurriedAnswersWithin : LastAnswersWithin);
        while (loop.UnderWay > 0 && !_askNobody && !hurried.IsCancellationRequested && IsPatient())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, CancellationToken.None);
        }
    }

    private bool IsOver(ILoadDriver loop, Exchange exchange, int seated, CancellationToken stop)
    {
        if ((loop.Failure ?? exchange.Fault?.Message) is { } failure)
        {
            // What another engine never began is a mistake of the profile or of the build, and no run.
            if (loop.Failure is not null && _statistics.Sums is (0, 0, _)) { throw new LoadException(failure); }
            (_endedEarly, _failure) = ($"the driver failed: {failure}", failure);
        }
        else if (stop.IsCancellationRequested) { _endedEarly = "it was stopped by hand"; }
        // Where nobody stays, as in watch-along, no connection does not mean that the gateway is gone: whoever comes next finds out.
        else if (exchange.Open == 0 && (seated > 0 && exchange.Lost > 0 ? exchange.LastLoss : exchange.Unreached) is { } why)
        {
            (_endedEarly, _askNobody) = ($"the gateway went away after {_watch.Elapsed.TotalSeconds:N0} s ({why.TrimEnd('.')})", true);
        }
        return _endedEarly is not null || loop.IsOver;
    }

    private static string State(Exchange exchange) =>
        $"{exchange.Open:N0} connections" + (exchange.Lost > 0 ? $", {exchange.Lost:N0} lost" : "");

    private async Task Finish(Stage stage, CancellationToken hurried)
    {
        // Promises to a load that did not take place prove nothing.
        if (_failure is not null) { stage.Found("The whole load was done", null, _failure); }
        try
        {
            if (_askNobody) { throw new LoadException(_endedEarly!); }
            LiveView.Say("Asking the oracles …");
            await LiveView.Await(scenario.Finish(stage).WaitAsync(hurried), () => $"Asking the oracles … {stage.Findings.Count} promises are checked");
            // Sums of nothing are always right.
            if (_statistics.Sums.Ok == 0) { stage.Found("Anything was done", null, "not one call succeeded, so nothing is proven"); }
        }
        catch (Exception failure) when (failure is LoadException or TimeoutException or OperationCanceledException)
        {
            _askNobody = true;
            stage.Found("The promises can be checked", null, failure is OperationCanceledException
                ? $"the gateway has not answered all questions {HurriesWithin.TotalSeconds:N0} s after it was stopped by hand" : failure.Message);
        }
    }

    private async Task<string?> LastMetrics(Stage stage, CancellationToken hurried)
    {
        try
        {
            return _askNobody ? null : await stage.Rest.Metrics().WaitAsync(hurried);
        }
        catch (Exception failure) when (failure is LoadException or OperationCanceledException)
        {
            // It went away after its last answer; what was found until then is reported.
            return null;
        }
    }

    private RunReport Report(
        Stage stage, DriverLimits limits, DateTimeOffset beganAt, double seconds, DriverUse use, int connections, ServerFigure[] server)
    {
        Percentiles lateness = _statistics.Lateness.Percentiles();
        long[] bins = _statistics.Freshness.Bins(BinsMs);
        return new RunReport(
            1, scenario.Name, scenario.Sentence, profileName, _driver, target.ToString(), beganAt, Math.Round(seconds, 1), connections,
            Machine.Describe(), typeof(ScenarioRun).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion,
            limits, use, _endedEarly, use.Limit(lateness.P99, _statistics.Steps.Values.SelectMany(step => step.Failures)), [.. stage.Findings],
            Thresholds.Evaluate(profile.Thresholds, _statistics, seconds),
            [.. _statistics.Steps.Select(step => new StepReport(
                step.Key, step.Value.Ok, step.Value.Failed, step.Value.Latency.Percentiles(), step.Value.Failures))],
            _statistics.Freshness.Percentiles(),
            [.. bins.Select((count, i) => new BinReport(i < BinsMs.Length ? BinsMs[i] : null, count))],
            lateness, [.. _statistics.Seconds], server, stage.Omitted, stage.Exchange.Lost);
    }
}
