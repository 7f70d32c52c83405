using System.Text;
using Interactions.Episodes;
using Interactions.LoadTests.Driver;
using Interactions.LoadTests.Runs;
using Interactions.LoadTests.Scenarios;
using Interactions.LoadTests.Viewers;
using Interactions.LoadTests.Wire;
using Interactions.Tests.Processes;
using Xunit;

namespace Interactions.Tests.LoadTests;

/// <summary>A gateway that stands still, and is not dead: nobody waits for its sockets, and nothing that is not sent is silent.</summary>
public sealed class StandstillTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly string Long = $"\"text\":\"{new string('x', 3_000)}\"";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("interactions-standstill-");

    [Fact]
    public void What_a_full_socket_does_not_take_waits_within_bounds_and_goes_out_whole()
    {
        using StalledServer server = new();
        using Link link = Link.Open(new Uri(server.Url, IViewerHub.Path), 0, null);
        int posted = 0;
        while (link.Post(Call(posted + 1))) { posted++; }
        Assert.True(link.IsBehind);
        // Refused for good, and without a trace: it is not there when the rest goes out.
        Assert.False(link.Post(Call(posted + 1)));
        server.GoOn();
        using Epoll epoll = new();
        epoll.Add(link.Handle, 7);
        epoll.Change(link.Handle, 7, forEnd: true, forWriting: true);
        List<Readiness> ready = [];
        while (link.IsBehind)
        {
            epoll.Wait(ready, timeoutMs: -1);
            Assert.Equal([new Readiness(7, CanRead: false, CanWrite: true)], ready);
            link.Flush();
        }
        epoll.Change(link.Handle, 7, forEnd: false, forWriting: false);
        Answers answers = new();
        while (answers.Count < posted)
        {
            epoll.Wait(ready, timeoutMs: -1);
            link.Read(answers);
        }
        Assert.Equal(Enumerable.Range(1, posted), server.Heard);

        static byte[] Call(int number) => Encoding.UTF8.GetBytes($"{{\"invocationId\":\"{number}\",{Long}}}");
    }

    [Fact]
    public async Task Calls_on_a_full_socket_fail_with_a_reason_and_those_that_wait_are_answered_when_the_gateway_goes_on()
    {
        using StalledServer server = new();
        await using Exchange exchange = new();
        Viewer viewer = new(exchange, new Room("e"), "ann", null, new Statistics(TimeProvider.System));
        Assert.True((await viewer.Connect(server.Url)).Ok);
        List<Task<Outcome>> calls = [];
        do { calls.Add(viewer.Do("Like", Long)); } while (!calls[^1].IsCompleted);
        Assert.Equal("notTaken", (await calls[^1]).Reason);
        Assert.False(new Reply(Reply.NotTaken, []).IsUncertain);
        // The one thread of all connections does not wait for this one.
        TaskCompletionSource turned = new(TaskCreationOptions.RunContinuationsAsynchronously);
        exchange.Post(turned.SetResult);
        await turned.Task.WaitAsync(Patience, TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.All(calls.SkipLast(1), call => Assert.False(call.IsCompleted));
        server.GoOn();
        Outcome[] outcomes = await Task.WhenAll(calls.SkipLast(1)).WaitAsync(Patience, TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.All(outcomes, outcome => Assert.True(outcome.Ok));
        Assert.Equal(Enumerable.Range(1, calls.Count - 1), server.Heard);
        Assert.True((await viewer.Do("Like", Long)).Ok);
        Assert.Equal(0, exchange.Lost);
    }

    [Fact]
    public async Task Ctrl_C_ends_a_run_against_a_gateway_that_stands_still_with_the_report_so_far()
    {
        await using GatewayProcess gateway = await Gateway();
        using CancellationTokenSource stop = new();
        RunReport report = await Run(new DeadlyScenario(new LikeStorm(), atIteration: 20, async () =>
        {
            await gateway.Send(Signal.Stop);
            await stop.CancelAsync();
        }), seconds: 3_600, gateway, stop.Token);
        Assert.Equal("it was stopped by hand", report.EndedEarly);
        Assert.Null(Assert.Single(report.Findings).Holds);
        Assert.Contains("has not answered all questions", report.Findings[0].Detail, StringComparison.Ordinal);
        Assert.Equal(1, report.ExitCode);
        Assert.NotEqual(0, report.Ok);
    }

    [Fact]
    public async Task A_gateway_that_goes_on_keeps_every_promise()
    {
        await using GatewayProcess gateway = await Gateway();
        DeadlyScenario stopped = new(new LikeStorm(), atIteration: 20, () => gateway.Send(Signal.Stop));
        RunReport report = await Run(new DeadlyScenario(stopped, atIteration: 120, () => gateway.Send(Signal.Continue)), seconds: 3, gateway);
        Assert.All(report.Findings, finding => Assert.True(finding.Holds, $"{finding.Promise}: {finding.Detail}"));
        Assert.Equal((300, 0, null), (report.Ok, report.Failed, report.EndedEarly));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private Task<GatewayProcess> Gateway() => GatewayProcess.Start(_folder.FullName, "--Demo:Enabled", "false", "--Limits:Enforced", "false");

    private static Task<RunReport> Run(IScenario scenario, double seconds, GatewayProcess gateway, CancellationToken? stop = null)
    {
        ScenarioProfile profile = new([new Phase(LoadShape.Inject, seconds, Rate: 100)], [], new Dictionary<string, double> { ["users"] = 10 });
        ScenarioRun run = new(scenario, profile, "test", new Uri(gateway.Address))
        {
            Limits = ScenarioTests.Limits,
            Patience = TimeSpan.FromMinutes(2),
            HurriesWithin = TimeSpan.FromSeconds(1),
        };
        return run.Execute(stop ?? TestContext.Current.CancellationToken);
    }

    private sealed class Answers : IRecordSink
    {
        public int Count { get; private set; }

        public void OnRecord(Link link, ReadOnlySpan<byte> record) => Count++;
    }
}
