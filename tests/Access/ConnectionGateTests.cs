using System.Net;
using Interactions.Gateway.Access;
using Interactions.Tests.Gateway;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Interactions.Tests.Access;

public sealed class ConnectionGateTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("--Limits:ConnectionsPerUser=2")]
    [InlineData("--Limits:ConnectionsPerAddress=2")]
    [InlineData("--Limits:Connections=2")]
    public async Task The_newest_connection_above_a_cap_is_told_to_come_back_later(string cap)
    {
        await using RunningGateway gateway = await RunningGateway.Start([cap], ProbeHub.Add, ProbeHub.Map);
        await using HubConnection first = gateway.Hub(ProbeHub.Open, gateway.Token("ann"));
        await using HubConnection second = gateway.Hub(ProbeHub.Open, gateway.Token("ann"));
        await first.StartAsync(Cancel);
        await second.StartAsync(Cancel);
        using (HttpResponseMessage third = await Negotiate(gateway))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, third.StatusCode);
            Assert.NotNull(third.Headers.RetryAfter?.Delta);
        }

        Assert.Equal(2, gateway.Services.GetRequiredService<ConnectionGate>().Connected);
        await first.StopAsync(Cancel);
        await second.StopAsync(Cancel);
        await gateway.Services.GetRequiredService<ConnectionGate>().WhenEmpty(Cancel).WaitAsync(TimeSpan.FromSeconds(60), Cancel);
        using HttpResponseMessage fourth = await Negotiate(gateway);
        Assert.Equal(HttpStatusCode.OK, fourth.StatusCode);
    }

    private static async Task<HttpResponseMessage> Negotiate(RunningGateway gateway)
    {
        using HttpClient ann = gateway.HttpAs("ann");
        return await ann.PostAsync($"{ProbeHub.Open}/negotiate?negotiateVersion=1", null, Cancel);
    }
}
