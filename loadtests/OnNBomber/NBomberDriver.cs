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
    private readonly Statistics _statistics;
    private readonly Func<Turn, Task> _iterate;
    private readonly IReadOnlyList<Phase> _phases;
    private readonly Task _run;
    private readonly TimeSpan _warmUp;
    private readonly TimeSpan _duration;
    private volatile bool _stopped;
    private long _number = -1;
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

    public bool IsOver => _run.IsCompleted || _stopped;

    public TimeSpan Remaining => IsOver || _statistics.Elapsed > _duration ? TimeSpan.Zero : _duration - _statistics.Elapsed;

    public int UnderWay => Volatile.Read(ref _underWay);

    public void Tick()
    {
        // NBomber has threads of its own.
    }

    public void Stop() => _stopped = true;

    public void Dispose() => _stopped = true;

    /// <summary>A phase in NBomber's words: whole rates per interval, so fractions become longer intervals.</summary>
    internal static LoadSimulation Simulated(Phase phase)
    {
        TimeSpan during = TimeSpan.FromSeconds(phase.Seconds);
        TimeSpan interval = TimeSpan.FromSeconds(phase.Rate is > 0 and < 1 ? 1 / phase.Rate : Math.Min(1, phase.Seconds));
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
        Turn turn = new(
            Interlocked.Increment(ref _number), TimeProvider.System.GetTimestamp(), warmUp, _statistics, TimeProvider.System,
            async (name, act) =>
            {
                Outcome outcome = Outcome.Done;
                await Step.Run(name, context, async () =>
                {
                    outcome = await act();
                    return outcome.Ok ? Response.Ok(statusCode: "ok") : Response.Fail(statusCode: outcome.Reason);
                });
                ok &= outcome.Ok;
                return outcome;
            });
        Interlocked.Increment(ref _underWay);
        try
        {
            await _iterate(turn);
            return ok ? Response.Ok(statusCode: "ok") : Response.Fail(statusCode: "step");
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }
}
