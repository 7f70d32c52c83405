using System.Runtime.ExceptionServices;
using Interactions.LoadTests.Driver;
using NBomber.Contracts;
using NBomber.Contracts.Stats;
using NBomber.CSharp;

namespace Interactions.LoadTests.OnNBomber;

/// <summary>
/// The same iterations, begun by NBomber. Uses only calls that NBomber 4.2, 5.8 and 6 have in common: thresholds, percentiles and oracles are ours, so
/// they mean the same on both drivers. NBomber does not say when an iteration was meant to begin; its beginning has to do.
/// </summary>
internal sealed class NBomberDriver : ILoadDriver
{
    /// <summary>It stays three seconds with its last figures, and then writes its reports.</summary>
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(30);

    private readonly Statistics _statistics;
    private readonly Func<Turn, Task> _iterate;
    private readonly IReadOnlyList<Phase> _phases;
    private readonly Task _run;
    private readonly TimeSpan _warmUp;
    private readonly TimeSpan _duration;
    private volatile bool _stopped;
    private long _number = -1;
    private long _lastEndTicks;
    private int _underWay;
    private int _warm;

    public NBomberDriver(string scenario, IReadOnlyList<Phase> phases, Func<Turn, Task> iterate, Statistics statistics, DirectoryInfo? reports)
    {
        (_phases, _iterate, _statistics) = (phases, iterate, statistics);
        _duration = TimeSpan.FromSeconds(phases.Sum(phase => phase.Seconds));
        _warmUp = TimeSpan.FromSeconds(phases.TakeWhile(phase => phase.WarmUp).Sum(phase => phase.Seconds));
        ScenarioProps props = Scenario.Create(scenario, Iterate)
            .WithInit(_ =>
            {
                statistics.Begin();
                return Task.CompletedTask;
            })
            .WithoutWarmUp()
            .WithRestartIterationOnFail(false)
            .WithMaxFailCount(int.MaxValue)
            .WithLoadSimulations([.. phases.Select(Simulated)]);
        // It blocks until the end.
        _run = Task.Factory.StartNew(() => Run(props, reports), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public string Name => "NBomber";

    /// <exception cref="LoadException">NBomber refused the profile, or failed: a load that never began must not look like one that went well.</exception>
    public bool IsOver => _run.Exception is { } fault
        ? throw new LoadException($"NBomber ended: {fault.GetBaseException().Message}", fault)
        : _run.IsCompleted || _stopped;

    /// <summary>Without the seconds that NBomber takes for itself, or a rate would come out lower than on the built-in driver.</summary>
    public TimeSpan? Took => _stopped ? null : TimeSpan.FromTicks(Math.Max(_duration.Ticks, Volatile.Read(ref _lastEndTicks)));

    public TimeSpan Remaining => IsOver || _statistics.Elapsed > _duration ? TimeSpan.Zero : _duration - _statistics.Elapsed;

    public int UnderWay => Volatile.Read(ref _underWay);

    public void Tick()
    {
        // NBomber has threads of its own.
    }

    public void Stop() => _stopped = true;

    public void Dispose()
    {
        _stopped = true;
        ((IAsyncResult)_run).AsyncWaitHandle.WaitOne(EndsWithin);
    }

    /// <summary>A phase in NBomber's words: whole rates per interval, so fractions become longer intervals, which it wants no longer than the phase.</summary>
    internal static LoadSimulation Simulated(Phase phase)
    {
        TimeSpan during = TimeSpan.FromSeconds(phase.Seconds);
        TimeSpan interval = TimeSpan.FromSeconds(Math.Min(phase.Rate is > 0 and < 1 ? 1 / phase.Rate : 1, phase.Seconds));
        int rate = (int)Math.Round(phase.Rate * interval.TotalSeconds);
        return phase.Shape switch
        {
            LoadShape.Inject when rate > 0 => Simulation.Inject(rate, interval, during),
            LoadShape.RampingInject => Simulation.RampingInject(rate, interval, during),
            LoadShape.InjectRandom => Simulation.InjectRandom(rate, (int)Math.Round(phase.RateMax * interval.TotalSeconds), interval, during),
            LoadShape.KeepConstant => Simulation.KeepConstant(phase.Copies, during),
            LoadShape.RampingConstant => Simulation.RampingConstant(phase.Copies, during),
            _ => Simulation.Pause(during),
        };
    }

    private static void Run(ScenarioProps props, DirectoryInfo? reports)
    {
        NBomberContext context = NBomberRunner.RegisterScenarios(props).WithTestSuite("interactions");
        context = reports is null
            ? context.WithoutReports()
            : context.WithReportFolder(Path.Combine(reports.FullName, "nbomber")).WithReportFormats(ReportFormat.Html, ReportFormat.Csv, ReportFormat.Md);
        context.Run();
    }

    private async Task<IResponse> Iterate(IScenarioContext context)
    {
        if (_stopped)
        {
            context.StopCurrentTest("The run has ended.");
            return Response.Ok(statusCode: "ended");
        }
        bool warmUp = _statistics.Elapsed < _warmUp;
        if (!warmUp && Interlocked.Exchange(ref _warm, 1) == 0) { _statistics.EndWarmUp(); }
        bool ok = true;
        long beganAt = TimeProvider.System.GetTimestamp();
        Turn turn = new(
            Interlocked.Increment(ref _number), beganAt, warmUp, _statistics, TimeProvider.System,
            async (name, act) =>
            {
                Outcome outcome = Outcome.Done;
                ExceptionDispatchInfo? thrown = null;
                await Step.Run(name, context, async () =>
                {
                    try
                    {
                        outcome = await act();
                        return outcome.Ok ? Response.Ok(statusCode: "ok") : Response.Fail(statusCode: outcome.Reason!);
                    }
                    catch (Exception fault) when (fault is not OutOfMemoryException)
                    {
                        // NBomber would keep it to itself, and the step would look as if it had gone well.
                        thrown = ExceptionDispatchInfo.Capture(fault);
                        return Response.Fail(statusCode: fault.GetType().Name);
                    }
                });
                thrown?.Throw();
                ok &= outcome.Ok;
                return outcome;
            });
        Interlocked.Increment(ref _underWay);
        try
        {
            await _iterate(turn);
            return ok ? Response.Ok(statusCode: "ok") : Response.Fail(statusCode: "step");
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // NBomber would count it in its own figures only.
            string reason = fault is LoadException ? fault.Message : $"{fault.GetType().Name}: {fault.Message}";
            _statistics.Record("iteration", new Outcome(reason), beganAt, warmUp);
            return Response.Fail(statusCode: "iteration", message: reason);
        }
        finally
        {
            Volatile.Write(ref _lastEndTicks, _statistics.Elapsed.Ticks);
            Interlocked.Decrement(ref _underWay);
        }
    }
}
