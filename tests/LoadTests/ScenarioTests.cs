using Interactions.LoadTests;
using Interactions.LoadTests.Driver;
using Interactions.LoadTests.Runs;
using Interactions.LoadTests.Scenarios;
using Interactions.Refusals;
using Interactions.Tests.Processes;
using Xunit;

namespace Interactions.Tests.LoadTests;

/// <summary>The scenarios against servers that keep their promises, that do not, and that die.</summary>
public sealed class ScenarioTests : IDisposable
{
    private const int Users = 100;
    private const int Likes = 10_000;

    /// <summary>Tests share the files of one process: none of them probes how many there are.</summary>
    internal static readonly DriverLimits Limits = new(1, 10_000, "tests");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("interactions-load-tests-");

    // Exactly 10,000 likes: the hundred users toggle a hundred times each.
    private static readonly ScenarioProfile TenThousand = new(
        [new Phase(LoadShape.Inject, Seconds: 5, Rate: Likes / 5)], [], new Dictionary<string, double> { ["users"] = Users });

    /// <summary>Longer than any test: something else ends it.</summary>
    private static readonly ScenarioProfile Long = TenThousand with { Phases = [new Phase(LoadShape.Inject, Seconds: 3_600, Rate: 100)] };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_lost_acknowledgement_of_ten_thousand_is_caught_and_named(bool on)
    {
        await using ScriptedServer server = await ScriptedServer.Start(lost: new LostLike(Taps: Likes / Users, on));
        RunReport report = await Run(new LikeStorm(), TenThousand, server.Url);
        Finding likes = Assert.Single(report.Findings, finding => finding.Promise.Contains("like", StringComparison.Ordinal));
        Assert.Equal(Likes, report.Ok);
        Assert.False(likes.Holds);
        Assert.Contains($"{Users / 2} acknowledged, the tally says {(Users / 2) + (on ? -1 : 1)}", likes.Detail, StringComparison.Ordinal);
        Assert.Contains($"{server.Victim} was told liked={(on ? "true" : "false")}, and the", likes.Detail, StringComparison.Ordinal);
        Assert.Equal(1, report.ExitCode);
    }

    [Fact]
    public async Task An_honest_server_passes()
    {
        await using ScriptedServer server = await ScriptedServer.Start();
        RunReport report = await Run(new LikeStorm(), TenThousand, server.Url);
        Assert.All(report.Findings, finding => Assert.True(finding.Holds, finding.Detail));
        // A comparison of 0 with 0 would say nothing.
        Assert.Equal(
            ["100 screens", "50 acknowledged, 0 of unknown fate, the tallies say 50; 100 users were asked", "100 viewers"],
            report.Findings.Select(finding => finding.Detail));
        Assert.Equal((Likes, 0, 0), (report.Ok, report.Failed, report.ExitCode));
    }

    [Fact]
    public async Task A_short_evening_on_the_real_gateway_keeps_every_promise()
    {
        await using GatewayProcess gateway = await Gateway();
        ScenarioProfile profile = LoadProfile.Read("ci").Of("evening-peak");
        RunReport report = await Run(new EveningPeak(), profile, new Uri(gateway.Address));
        // Speed is for quiet machines; promises are for all.
        Assert.All(report.Findings, finding => Assert.True(finding.Holds, $"{finding.Promise}: {finding.Detail}"));
        Assert.DoesNotContain(report.Steps.SelectMany(step => step.Failures), failure => failure.Key != Refusal.NameOf(RefusalCode.Busy));
        Assert.Null(report.EndedEarly);
        Assert.Contains(report.Server, figure => figure.Name.StartsWith("interactions_operations", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("slow-clients", "Viewers who were closed are counted")]
    [InlineData("reconnect-storm", "Viewers now are those who watch, within 15 s")]
    public async Task Those_who_do_not_read_are_closed_and_those_who_break_come_back(string name, string promise)
    {
        await using GatewayProcess gateway = await Gateway();
        IScenario scenario = Catalogue.All().Single(known => known.Name == name);
        RunReport report = await Run(scenario, LoadProfile.Read("ci").Of(name), new Uri(gateway.Address));
        Assert.All(report.Findings, finding => Assert.True(finding.Holds, $"{finding.Promise}: {finding.Detail}"));
        Assert.Contains(report.Findings, finding => finding.Promise == promise);
        Assert.Null(report.EndedEarly);
    }

    [Theory]
    [InlineData("like-storm")]
    [InlineData("reconnect-storm")]
    public async Task A_gateway_that_dies_ends_the_run_with_the_report_so_far(string name)
    {
        await using GatewayProcess gateway = await Gateway();
        DeadlyScenario scenario = new(Catalogue.All().Single(known => known.Name == name), atIteration: 100, gateway.Kill);
        // Who breaks the own connection all the time has none that a dying gateway could end.
        ScenarioProfile few = Long with { Figures = new Dictionary<string, double> { ["users"] = Users, ["viewers"] = 30, ["authors"] = 3, ["clients"] = 2 } };
        RunReport report = await Run(scenario, few, new Uri(gateway.Address));
        Assert.Contains("the gateway went away", report.EndedEarly, StringComparison.Ordinal);
        Assert.InRange(report.Ok, 1, 200);
        Assert.Null(Assert.Single(report.Findings).Holds);
        Assert.Equal(1, report.ExitCode);
    }

    [Fact]
    public async Task A_gateway_that_dies_while_viewers_take_their_seats_leaves_a_report_too()
    {
        await using GatewayProcess gateway = await GatewayProcess.Start(_folder.FullName, "--Demo:Enabled", "false", "--Limits:Enforced", "false");
        RunReport report = await Run(new SeatedTwice(new LikeStorm(), gateway.Kill), TenThousand, new Uri(gateway.Address));
        Assert.StartsWith("not all viewers could take their seats: ", report.EndedEarly, StringComparison.Ordinal);
        Assert.Null(Assert.Single(report.Findings).Holds);
        Assert.Equal((0, 1), (report.Ok, report.ExitCode));
        RunOutput.Write(report, _folder);
        Assert.Equal(report.EndedEarly, RunOutput.Read(new FileInfo(Path.Combine(_folder.FullName, "report.json"))).EndedEarly);
    }

    [Fact]
    public async Task A_run_in_which_nothing_succeeds_proves_nothing()
    {
        await using ScriptedServer server = await ScriptedServer.Start(lie: Lie.RefusesLikes);
        RunReport report = await Run(new LikeStorm(), TenThousand with { Phases = [new Phase(LoadShape.Inject, Seconds: 1, Rate: 10)] }, server.Url);
        Assert.Equal((0, 10, 1), (report.Ok, report.Failed, report.ExitCode));
        Assert.Null(Assert.Single(report.Findings, finding => finding.Promise == "Anything was done").Holds);
    }

    [Fact]
    public async Task Where_no_gateway_is_the_message_says_so()
    {
        LoadException failure = await Assert.ThrowsAsync<LoadException>(() => Run(new LikeStorm(), TenThousand, new Uri("http://127.0.0.1:1")));
        Assert.Contains("http://127.0.0.1:1/ does not answer", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_is_stopped_by_hand_still_asks_the_oracles()
    {
        await using ScriptedServer server = await ScriptedServer.Start();
        using CancellationTokenSource stop = new();
        DeadlyScenario scenario = new(new LikeStorm(), atIteration: 100, () => stop.CancelAsync());
        RunReport report = await Run(scenario, Long, server.Url, stop.Token);
        Assert.Equal("it was stopped by hand", report.EndedEarly);
        Assert.All(report.Findings, finding => Assert.True(finding.Holds, finding.Detail));
    }

    [Fact]
    public async Task A_run_that_is_stopped_while_viewers_take_their_seats_waits_for_none_of_them()
    {
        await using ScriptedServer server = await ScriptedServer.Start();
        using CancellationTokenSource stop = new();
        SeatedTwice scenario = new(new LikeStorm(), async () =>
        {
            await stop.CancelAsync();
            await new TaskCompletionSource().Task;
        });
        RunReport report = await Run(scenario, TenThousand, server.Url, stop.Token);
        Assert.Equal("it was stopped by hand before all viewers had taken their seats", report.EndedEarly);
        Assert.Null(Assert.Single(report.Findings).Holds);
        Assert.Equal((0, 1), (report.Ok, report.ExitCode));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Shows every comment: what fills the buffers of those who do not read must not depend on how fast it is said.</summary>
    private Task<GatewayProcess> Gateway() => GatewayProcess.Start(
        _folder.FullName, "--Demo:Enabled", "false", "--Limits:Enforced", "false", "--Display:CommentsPerSecondMax", "0");

    // A busy machine may keep what is promised within seconds only later; in the end it has to be so.
    private static Task<RunReport> Run(IScenario scenario, ScenarioProfile profile, Uri target, CancellationToken? stop = null) =>
        new ScenarioRun(scenario, profile, "test", target) { Limits = Limits, Patience = TimeSpan.FromMinutes(2) }
            .Execute(stop ?? TestContext.Current.CancellationToken);

    /// <summary>Does something between two seatings.</summary>
    private sealed class SeatedTwice(IScenario scenario, Func<Task> deed) : IScenario
    {
        public string Name => scenario.Name;

        public string Sentence => scenario.Sentence;

        public async Task Prepare(Stage stage)
        {
            await scenario.Prepare(stage);
            await deed();
            await scenario.Prepare(stage);
        }

        public Task Iterate(Turn turn) => scenario.Iterate(turn);

        public Task Finish(Stage stage) => scenario.Finish(stage);
    }
}
