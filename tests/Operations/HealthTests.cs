using System.Net;
using Interactions.Gateway.Operations;
using Interactions.Tests.Gateway;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Interactions.Tests.Operations;

public sealed class HealthTests(GatewayFixture fixture)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/healthz/live")]
    [InlineData("/healthz/ready")]
    [InlineData("/healthz/startup")]
    public async Task A_running_gateway_is_healthy(string path)
    {
        RunningGateway gateway = await fixture.Gateway;
        using HttpResponseMessage answer = await gateway.Http.GetAsync(path, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("127.0.0.1", false, true)]
    [InlineData("10.1.2.3", false, true)]
    [InlineData("::ffff:192.168.1.1", false, true)]
    [InlineData("203.0.113.5", false, false)]
    [InlineData("2001:db8::1", false, false)]
    [InlineData("203.0.113.5", true, true)]
    public void Health_is_for_neighbours_unless_it_is_made_public(string address, bool isPublic, bool mayAsk)
    {
        DefaultHttpContext http = new() { Connection = { RemoteIpAddress = IPAddress.Parse(address) } };
        http.Request.Headers["X-Forwarded-For"] = "127.0.0.1";
        Assert.Equal(mayAsk, Health.MayAsk(http, isPublic));
    }

    [Fact]
    public async Task A_draining_gateway_is_alive_and_not_ready()
    {
        await using RunningGateway gateway = await RunningGateway.Start();
        await gateway.Services.GetRequiredService<Drain>().Run();
        using HttpResponseMessage ready = await gateway.Http.GetAsync("/healthz/ready", Cancel);
        using HttpResponseMessage live = await gateway.Http.GetAsync("/healthz/live", Cancel);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
    }
}
