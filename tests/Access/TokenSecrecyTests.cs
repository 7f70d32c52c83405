using System.Net;
using Interactions.Tests.Gateway;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.Logging.Testing;
using Xunit;

namespace Interactions.Tests.Access;

public sealed class TokenSecrecyTests
{
    private const string Canary = "canary0canary0canary";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tokens_and_ids_appear_in_no_log_line_and_no_metric()
    {
        await using RunningGateway gateway = await RunningGateway.Start(
            ["--Logging:LogLevel:Default=Debug", "--Logging:LogLevel:Microsoft=Debug", "--Logging:LogLevel:Microsoft.AspNetCore.Hosting=Trace"],
            ProbeHub.Add,
            ProbeHub.Map);
        string good = TestTokens.Hmac(TestTokens.Claims(("sub", Canary)));
        string bad = good[..^4] + "AAAA";
        await using (HubConnection hub = gateway.Hub(ProbeHub.Open, good))
        {
            await hub.StartAsync(Cancel);
            Assert.Equal(Canary, await hub.InvokeAsync<string?>(nameof(ProbeHub.UserId), Cancel));
        }

        // The .NET client shows its token in a header; browsers must use the URL.
        Assert.Equal(HttpStatusCode.OK, await Negotiate(gateway, good));
        Assert.Equal(HttpStatusCode.Unauthorized, await Negotiate(gateway, bad));
        string metrics = await gateway.Http.GetStringAsync("/metrics", Cancel);

        Assert.Contains("kestrel_active_connections", metrics, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, metrics, StringComparison.Ordinal);
        IReadOnlyList<FakeLogRecord> lines = gateway.Logs.GetSnapshot();
        Assert.NotEmpty(lines);
        foreach (string secret in (string[])[Canary, good, bad, good.Split('.')[1], good.Split('.')[2]])
        {
            Assert.DoesNotContain(lines, line => $"{line.Message} {line.Exception}".Contains(secret, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_token_of_16_KB_in_the_URL_is_refused_and_not_logged()
    {
        await using RunningGateway gateway = await RunningGateway.Start(["--Logging:LogLevel:Microsoft=Debug"], ProbeHub.Add, ProbeHub.Map);
        string huge = string.Concat(Enumerable.Repeat(Canary, 820));
        // In one piece: a client that is still sending when it is refused need not hear the answer.
        string[] request = [$"POST {ProbeHub.Open}/negotiate?access_token={huge} HTTP/1.1", $"Host: {gateway.Address.Authority}", "Content-Length: 0"];
        Assert.Equal(HttpStatusCode.RequestUriTooLong, await RawSockets.StatusOf(gateway.Address, request, Cancel));
        Assert.DoesNotContain(gateway.Logs.GetSnapshot(), line => line.Message.Contains(Canary, StringComparison.Ordinal));
    }

    private static async Task<HttpStatusCode> Negotiate(RunningGateway gateway, string token)
    {
        using HttpResponseMessage answer =
            await gateway.Http.PostAsync($"{ProbeHub.Open}/negotiate?negotiateVersion=1&access_token={token}", null, Cancel);
        return answer.StatusCode;
    }
}
