using Interactions.LoadTests.Driver;
using NBomber.Contracts;
using NBomber.Contracts.Stats;
using NBomber.CSharp;

namespace Interactions.LoadTests.OnNBomber;

/// <summary>
/// Translates between NBomber and <see cref="HostedDriver"/>, which decides. Uses only calls that NBomber 4.2, 5.8 and 6 have in common: thresholds,
/// percentiles and oracles are ours, so they mean the same on both drivers.
/// </summary>
internal static class NBomberEngine
{
    /// <summary>Runs one scenario, and returns when NBomber has written its reports.</summary>
    /// <param name="reports">The folder beside whose files NBomber puts its own; null for none.</param>
    public static void Run(string scenario, IReadOnlyList<Phase> phases, DirectoryInfo? reports, HostedDriver load)
    {
        ScenarioProps props = Scenario.Create(scenario, context => Iterate(context, load))
            .WithInit(_ =>
            {
                load.Begin();
                return Task.CompletedTask;
            })
            .WithoutWarmUp()
            .WithRestartIterationOnFail(false)
            .WithMaxFailCount(int.MaxValue)
            .WithLoadSimulations([.. IntervalPhase.Of(phases).Select(Simulated)]);
        NBomberContext context = NBomberRunner.RegisterScenarios(props).WithTestSuite("interactions");
        if (reports is null)
        {
            RunWithoutTrace(context.WithoutReports());
            return;
        }
        context
            .WithReportFolder(Path.Combine(reports.FullName, "nbomber"))
            .WithReportFormats(ReportFormat.Html, ReportFormat.Csv, ReportFormat.Md)
            .Run();
    }

    /// <summary>Without reports NBomber still writes a log, and in the current folder unless it is told of another.</summary>
    private static void RunWithoutTrace(NBomberContext context)
    {
        string folder = Directory.CreateTempSubdirectory("nbomber").FullName;
        try
        {
            context.WithReportFolder(folder).Run();
        }
        finally
        {
            // NBomber empties the folder by deleting it, and need not have come to making it again.
            if (Directory.Exists(folder)) { Directory.Delete(folder, recursive: true); }
        }
    }

    private static LoadSimulation Simulated(IntervalPhase phase) => phase.Shape switch
    {
        LoadShape.Inject => Simulation.Inject(phase.Rate, phase.Interval, phase.During),
        LoadShape.RampingInject => Simulation.RampingInject(phase.Rate, phase.Interval, phase.During),
        LoadShape.InjectRandom => Simulation.InjectRandom(phase.Rate, phase.RateMax, phase.Interval, phase.During),
        LoadShape.KeepConstant => Simulation.KeepConstant(phase.Copies, phase.During),
        LoadShape.RampingConstant => Simulation.RampingConstant(phase.Copies, phase.During),
        _ => Simulation.Pause(phase.During),
    };

    private static async Task<IResponse> Iterate(IScenarioContext context, HostedDriver load)
    {
        if (load.IsStopped)
        {
            context.StopCurrentTest("The run has ended.");
            return Response.Ok(statusCode: "ended");
        }
        return Answer(await load.Iterate((name, act) => Step.Run(name, context, async () => Answer(await act()))));
    }

    private static Response<object> Answer(Verdict verdict) =>
        verdict.Ok ? Response.Ok(statusCode: verdict.Status) : Response.Fail(statusCode: verdict.Status, message: verdict.Message ?? "");
}
