using Interactions.LoadTests.Driver;
using Interactions.LoadTests.Runs;
using Interactions.LoadTests.Scenarios;
using Xunit;

namespace Interactions.Tests.LoadTests;

/// <summary>A gateway that dies in the middle ends the run of every scenario, long before the load would be over.</summary>
public sealed class DyingGatewayTests : IDisposable
{
    private const int LastIteration = 20;

    private static readonly ScenarioProfile FiveMinutes = new(
        [new Phase(LoadShape.Inject, Seconds: 300, Rate: 100)], [],
        new Dictionary<string, double> { ["users"] = 20, ["authors"] = 3, ["viewers"] = 5, ["slow"] = 2, ["episodes"] = 2, ["creators"] = 2, ["clients"] = 2 });

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("interactions-dying-");

    public static TheoryData<string> Scenarios => [.. Catalogue.All().Select(scenario => scenario.Name)];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task A_gateway_that_dies_ends_the_run_with_a_message_and_the_report_so_far(string name)
    {
        // For replay.
        FileInfo file = new(Path.Combine(_folder.FullName, "comments.xml"));
        await File.WriteAllTextAsync(file.FullName, "<i><d p=\"1,1,25,16777215,0,0,x,1\">words</d></i>", TestContext.Current.CancellationToken);
        await using ScriptedServer server = await ScriptedServer.Start(sheds: name == "slow-clients");
        DeadlyScenario scenario = new(Catalogue.All().Single(known => known.Name == name), LastIteration, server.Die);
        ScenarioRun run = new(scenario, FiveMinutes, "test", server.Url, file) { Limits = ScenarioTests.Limits };
        RunReport report = await run.Execute(TestContext.Current.CancellationToken);
        Assert.StartsWith("the gateway went away after ", report.EndedEarly, StringComparison.Ordinal);
        Finding unasked = Assert.Single(report.Findings);
        Assert.Null(unasked.Holds);
        Assert.Equal(report.EndedEarly, unasked.Detail);
        Assert.Equal(1, report.ExitCode);
        Assert.NotEqual(0, report.Ok);
        RunOutput.Write(report, _folder);
        Assert.True(File.Exists(Path.Combine(_folder.FullName, "report.html")));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
