using System.Net;
using Interactions.Gateway.Operations;
using Interactions.Tests.Gateway;
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
