using System.Net;
using Interactions.Episodes;
using Interactions.Refusals;
using Interactions.Tests.Gateway;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Xunit;

namespace Interactions.Tests.Access;

public sealed class HubCallTests(ProbeGateway probe)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<object?[]> WrongArguments => new(
        new object?[] { null },
        Array.Empty<object?>(),
        new object?[] { 5 },
        new object?[] { "episode" },
        new object?[] { new { episodeId = 5 } },
        new object?[] { new { episodeId = "e", on = "yes" } },
        new object?[] { new { episodeId = "e", on = true, userId = "bob" } },
        new object?[] { new { episodeId = "e" }, new { episodeId = "f" } });

    [Theory]
    [MemberData(nameof(WrongArguments))]
    public async Task Wrong_arguments_are_answered_with_invalid_and_the_connection_stays(object?[] arguments)
    {
        await using HubConnection hub = (await probe.Gateway).Hub(ProbeHub.Open, null);
        await hub.StartAsync(Cancel);
        Answer wrong = await hub.InvokeCoreAsync<Answer>(nameof(ProbeHub.Like), arguments, Cancel);
        Assert.False(wrong.Ok);
        Assert.Equal((int)RefusalCode.Invalid, wrong.Refusal?.Code);
        Assert.True((await Like(hub, "e")).Ok);
    }

    [Theory]
    [InlineData("Nothing")]
    [InlineData("OnConnectedAsync")]
    [InlineData("Dispose")]
    [InlineData("ToString")]
    public async Task Methods_that_are_not_the_hubs_own_cannot_be_called(string method)
    {
        await using HubConnection hub = (await probe.Gateway).Hub(ProbeHub.Open, null);
        await hub.StartAsync(Cancel);
        await Assert.ThrowsAsync<HubException>(() => hub.InvokeAsync<object>(method, Cancel));
        Assert.Equal(HubConnectionState.Connected, hub.State);
    }

    [Fact]
    public async Task Ten_thousand_calls_of_a_missing_method_end_the_connection_and_no_other()
    {
        // The burst is all that there is, so a flood is one however slowly it comes; and nobody else writes into this log.
        await using RunningGateway gateway = await RunningGateway.Start(["--Limits:MessagesPerSecond=1"], ProbeHub.Add, ProbeHub.Map);
        await using HubConnection calm = gateway.Hub(ProbeHub.Open, null);
        await using HubConnection flood = gateway.Hub(ProbeHub.Open, null);
        Task closed = ClosingOf(flood);
        await calm.StartAsync(Cancel);
        await flood.StartAsync(Cancel);
        int logged = Logged(gateway);

        Exception? refused = await Record.ExceptionAsync(async () =>
        {
            for (int call = 0; call < 10_000; call++) { await flood.SendAsync("Nothing", call, Cancel); }
        });
        await closed.WaitAsync(TimeSpan.FromSeconds(60), Cancel);

        Assert.False(refused is OperationCanceledException);
        Assert.True((await Like(calm, "e")).Ok);
        Assert.InRange(Logged(gateway) - logged, 0, 10);
        Assert.Contains("interactions_connections_shed", await gateway.Http.GetStringAsync("/metrics", Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4_097)]
    [InlineData(40_000)]
    public async Task A_message_above_the_limit_ends_the_connection(int length)
    {
        await using HubConnection hub = (await probe.Gateway).Hub(ProbeHub.Open, null);
        Task closed = ClosingOf(hub);
        await hub.StartAsync(Cancel);
        Assert.True((await Like(hub, new string('a', 3_000))).Ok);
        await Assert.ThrowsAnyAsync<Exception>(() => Like(hub, new string('a', length)));
        await closed.WaitAsync(TimeSpan.FromSeconds(60), Cancel);
    }

    [Theory]
    [InlineData("ServerSentEvents", "text/event-stream")]
    [InlineData("LongPolling", "*/*")]
    public async Task Only_WebSockets_are_offered(string transport, string accept)
    {
        RunningGateway gateway = await probe.Gateway;
        Uri negotiation = new($"{ProbeHub.Open}/negotiate?negotiateVersion=1&useStatefulReconnect=true", UriKind.Relative);
        using HttpResponseMessage offer = await gateway.Http.PostAsync(negotiation, null, Cancel);
        string offered = await offer.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("WebSockets", offered, StringComparison.Ordinal);
        Assert.DoesNotContain(transport, offered, StringComparison.Ordinal);
        Assert.DoesNotContain("useStatefulReconnect", offered, StringComparison.Ordinal);

        using HttpRequestMessage request = new(HttpMethod.Get, ProbeHub.Open);
        request.Headers.Add("Accept", accept);
        using HttpResponseMessage answer = await gateway.Http.SendAsync(request, Cancel);
        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Negotiation_of_the_old_version_is_refused()
    {
        RunningGateway gateway = await probe.Gateway;
        using HttpResponseMessage offer = await gateway.Http.PostAsync($"{ProbeHub.Open}/negotiate", null, Cancel);
        Assert.Contains("error", await offer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    /// <summary>Lines about what visitors do; on a machine that stalls, Orleans has more to say about itself.</summary>
    private static int Logged(RunningGateway gateway) =>
        gateway.Logs.GetSnapshot().Count(line => line.Category?.StartsWith("Orleans", StringComparison.Ordinal) != true);

    private static Task<Answer> Like(HubConnection hub, string episodeId) =>
        hub.InvokeAsync<Answer>(nameof(ProbeHub.Like), new LikeRequest(episodeId, true), Cancel).WaitAsync(TimeSpan.FromSeconds(60), Cancel);

    private static Task ClosingOf(HubConnection hub)
    {
        TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        hub.Closed += _ =>
        {
            closed.SetResult();
            return Task.CompletedTask;
        };
        return closed.Task;
    }
}
