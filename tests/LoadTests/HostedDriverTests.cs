using Interactions.LoadTests;
using Interactions.LoadTests.Driver;
using Interactions.LoadTests.Runs;
using Interactions.LoadTests.Scenarios;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Interactions.Tests.LoadTests;

/// <summary>
/// Iterations that another engine begins, which may refuse, fail, swallow exceptions and take its time: figures, promises and exit codes are those of the
/// built-in driver.
/// </summary>
public sealed class HostedDriverTests
{
    private const int Users = 20;
    private const int Rate = 200;

    private static readonly ScenarioProfile OneSecond = new(
        [new Phase(LoadShape.Inject, Seconds: 1, Rate)], new Dictionary<string, double> { ["like.maxMs"] = 600_000 }, new Dictionary<string, double> { ["users"] = Users });

    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task The_same_scenario_has_the_same_figures_and_promises_as_on_the_built_in_driver()
    {
        await using ScriptedServer server = await ScriptedServer.Start();
        RunReport hosted = await Run(server, OneSecond, load => Whole(load, Rate)), own = await Run(server, OneSecond, engine: null);
        Assert.Equal(("another", "built-in"), (hosted.Driver, own.Driver));
        Assert.Equal((Rate, 0, 0), (hosted.Ok, hosted.Failed, hosted.ExitCode));
        Assert.Equal((own.Ok, own.Failed, own.ExitCode), (hosted.Ok, hosted.Failed, hosted.ExitCode));
        Assert.Equal(own.Findings, hosted.Findings);
        Assert.Equal("10 acknowledged, 0 of unknown fate, the tallies say 10; 20 users were asked", OfLikes(hosted).Detail);
    }

    [Fact]
    public async Task A_lost_like_is_a_broken_promise_there_too()
    {
        await using ScriptedServer server = await ScriptedServer.Start(lost: new LostLike(Rate / Users, On: true));
        RunReport report = await Run(server, OneSecond, load => Whole(load, Rate));
        Assert.Contains($"{server.Victim} was told liked=true", OfLikes(report).Detail, StringComparison.Ordinal);
        Assert.Equal(1, report.ExitCode);
    }

    [Fact]
    public async Task A_threshold_is_judged_by_our_own_figures()
    {
        await using ScriptedServer server = await ScriptedServer.Start();
        ScenarioProfile strict = OneSecond with { Thresholds = new Dictionary<string, double> { ["like.p50Ms"] = 0 } };
        Assert.Equal(99, (await Run(server, strict, load => Whole(load, Rate))).ExitCode);
    }

    [Fact]
    public async Task A_profile_that_the_engine_refuses_is_a_message_and_no_run()
    {
        await using ScriptedServer server = await ScriptedServer.Start();
        LoadException loud = await Assert.ThrowsAsync<LoadException>(() => Run(server, OneSecond, _ => throw new InvalidOperationException("too short")));
        Assert.Equal("another ended: too short", loud.Message);
        // Others say it on the terminal only.
        LoadException quiet = await Assert.ThrowsAsync<LoadException>(() => Run(server, OneSecond, load => Task.CompletedTask));
        Assert.Equal("another ended without having begun anything.", quiet.Message);
    }

    [Fact]
    public async Task An_engine_that_fails_or_stops_in_the_middle_leaves_a_report_that_proves_nothing()
    {
        await using ScriptedServer server = await ScriptedServer.Start();
        RunReport failed = await Run(server, OneSecond, async load =>
        {
            load.Begin();
            await Iterate(load, Users);
            throw new InvalidOperationException("no memory");
        });
        Assert.Equal("the driver failed: another ended: no memory", failed.EndedEarly);
        ScenarioProfile hour = OneSecond with { Phases = [new Phase(LoadShape.Inject, Seconds: 3_600, Rate)] };
        RunReport stopped = await Run(server, hour, async load =>
        {
            load.Begin();
            await Iterate(load, Users);
        });
        Assert.Matches("^the driver failed: another ended after .* s of 3,600.$", stopped.EndedEarly);
        Assert.All([failed, stopped], report =>
        {
            Assert.Equal((Users, 1), (report.Ok, report.ExitCode));
            Assert.Null(Assert.Single(report.Findings, finding => finding.Promise == "The whole load was done").Holds);
        });
    }

    [Fact]
    public async Task What_a_step_throws_reaches_the_scenario_and_the_figures_though_the_engine_keeps_it_to_itself()
    {
        Statistics statistics = new(_clock);
        Verdict verdict = default;
        bool wentOn = false;
        using HostedDriver driver = Start(statistics, async turn =>
        {
            await turn.Step("call", () => throw new InvalidOperationException("oops"));
            wentOn = true;
        }, async load => verdict = await load.Iterate(Swallow));
        await driver.Ended;
        Assert.False(wentOn);
        Assert.Equal(new Verdict(false, "iteration", "InvalidOperationException: oops"), verdict);
        Assert.Equal(1, statistics.Steps["iteration"].Failures["InvalidOperationException: oops"]);
    }

    [Fact]
    public async Task A_failed_step_is_a_failed_iteration_for_the_engine_and_a_step_that_it_skips_did_not_go_well()
    {
        Statistics statistics = new(_clock);
        List<Verdict> verdicts = [];
        using HostedDriver driver = Start(
            statistics, turn => turn.Step("call", () => Task.FromResult(turn.Number == 0 ? Outcome.Done : new Outcome("busy"))), async load =>
            {
                verdicts.Add(await load.Iterate(Swallow));
                verdicts.Add(await load.Iterate(Swallow));
                verdicts.Add(await load.Iterate((_, _) => Task.CompletedTask));
            });
        await driver.Ended;
        Assert.Equal([true, false, false], verdicts.Select(verdict => verdict.Ok));
        Assert.Equal(1, statistics.Steps["call"].Ok);
        Assert.Equal(["busy", "skipped by the engine"], statistics.Steps["call"].Failures.Keys);
    }

    [Theory]
    [InlineData(0, 6, 10)]
    [InlineData(2, 6, 12)]
    public async Task Rates_leave_out_what_the_engine_takes_for_itself_and_keep_late_answers(int lateSeconds, int ownSeconds, int tookSeconds)
    {
        using HostedDriver driver = Start(new Statistics(_clock), Done, async load =>
        {
            load.Begin();
            _clock.Advance(TimeSpan.FromSeconds(10 + lateSeconds));
            await load.Iterate(Swallow);
            _clock.Advance(TimeSpan.FromSeconds(ownSeconds));
        });
        await driver.Ended;
        Assert.Null(driver.Failure);
        Assert.Equal(TimeSpan.FromSeconds(tookSeconds), driver.Took);
    }

    [Fact]
    public async Task A_load_that_is_stopped_by_hand_has_no_rate_over_its_whole_profile()
    {
        TaskCompletionSource end = new();
        using HostedDriver driver = Start(new Statistics(_clock), Done, load => end.Task);
        Assert.Null(driver.Took);
        driver.Stop();
        end.SetResult();
        await driver.Ended;
        Assert.True(driver.IsOver);
        Assert.Null(driver.Failure);
        Assert.Null(driver.Took);
    }

    [Fact]
    public async Task What_an_engine_begins_after_the_stop_is_not_done()
    {
        bool wasDone = false;
        TaskCompletionSource stopped = new();
        using HostedDriver driver = Start(new Statistics(_clock), turn =>
        {
            wasDone = true;
            return Task.CompletedTask;
        }, async load =>
        {
            await stopped.Task;
            await load.Iterate(Swallow);
        });
        driver.Stop();
        stopped.SetResult();
        await driver.Ended;
        Assert.Equal((false, 0), (wasDone, driver.UnderWay));
    }

    [Fact]
    public async Task Latencies_of_the_warm_up_do_not_count_and_its_calls_do()
    {
        Statistics statistics = new(_clock);
        Phase[] phases = [new(LoadShape.Inject, 5, Rate: 1, WarmUp: true), new(LoadShape.Inject, 5, Rate: 1)];
        using HostedDriver driver = Start(statistics, Done, async load =>
        {
            load.Begin();
            for (int second = 0; second < 10; second++)
            {
                await load.Iterate(Swallow);
                _clock.Advance(TimeSpan.FromSeconds(1));
            }
        }, phases);
        await driver.Ended;
        Assert.Equal((10, 5), (statistics.Steps["call"].Ok, statistics.Steps["call"].Latency.Count));
    }

    private static Finding OfLikes(RunReport report) =>
        Assert.Single(report.Findings, finding => finding.Promise == "Every acknowledged like is in the tally");

    private static Task Done(Turn turn) => turn.Step("call", () => Task.FromResult(Outcome.Done));

    /// <summary>As NBomber does: what a step throws is its own affair.</summary>
    private static async Task Swallow(string name, Func<Task<Verdict>> step)
    {
        try
        {
            await step();
        }
        catch (InvalidOperationException)
        {
            // Only in its own figures.
        }
    }

    private static Task<Verdict[]> Iterate(HostedDriver load, int count) => Task.WhenAll(Enumerable.Range(0, count).Select(_ => load.Iterate(Swallow)));

    /// <summary>All iterations at once, and then nothing until the profile's end.</summary>
    private static async Task Whole(HostedDriver load, int count)
    {
        load.Begin();
        await Iterate(load, count);
        await Task.Delay(load.Remaining, TimeProvider.System, TestContext.Current.CancellationToken);
    }

    private HostedDriver Start(Statistics statistics, Func<Turn, Task> iterate, Func<HostedDriver, Task> engine, params Phase[] phases) => new(
        "another", phases is [] ? [new Phase(LoadShape.Inject, Seconds: 10, Rate: 1)] : phases, iterate, statistics, _clock,
        load => engine(load).GetAwaiter().GetResult());

    private static Task<RunReport> Run(ScriptedServer server, ScenarioProfile profile, Func<HostedDriver, Task>? engine)
    {
        ScenarioRun run = new(new LikeStorm(), profile, "test", server.Url)
        {
            Limits = ScenarioTests.Limits,
            Patience = TimeSpan.FromMinutes(2),
            Driver = engine is null ? null : (phases, iterate, statistics) => new HostedDriver(
                "another", phases, iterate, statistics, TimeProvider.System, load => engine(load).GetAwaiter().GetResult()),
        };
        return run.Execute(TestContext.Current.CancellationToken);
    }
}
