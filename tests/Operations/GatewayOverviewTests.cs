using System.Net;
using System.Net.Http.Json;
using Interactions.Gateway.Access;
using Interactions.Gateway.Operations;
using Interactions.Tests.Gateway;
using Xunit;

namespace Interactions.Tests.Operations;

/// <summary>What operators ask a gateway, and sending its clients away.</summary>
public sealed class GatewayOverviewTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Operators_see_the_hottest_episodes_and_drain_the_gateway_and_nobody_else_does()
    {
        await using RunningGateway gateway = await RunningGateway.Start(["--Drain:Delay=00:00:20"], null);
        TestEpisode episode = await TestEpisode.Create(gateway);
        await using TestViewer ann = await TestViewer.At(gateway, episode);
        using HttpClient ops = gateway.HttpAs(TestEpisode.NewId("ops"), Roles.Ops);
        GatewayOverview overview = (await ops.GetFromJsonAsync<GatewayOverview>("/api/ops/gateway", TestEpisode.Json, Cancel))!;
        Assert.False(overview.Draining);
        Assert.Equal(new HotEpisode(episode.Id, 1), Assert.Single(overview.Episodes));

        ClusterOverview cluster = (await ops.GetFromJsonAsync<ClusterOverview>("/api/ops/cluster", TestEpisode.Json, Cancel))!;
        Assert.True(Assert.Single(cluster.Silos).SinceMs > 0);

        using HttpClient moderator = gateway.HttpAs(TestEpisode.NewId("mod"), Roles.Moderator);
        using HttpResponseMessage refused = await moderator.PostAsync("/api/ops/gateway/drain", null, Cancel);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        using HttpResponseMessage drained = await ops.PostAsync("/api/ops/gateway/drain", null, Cancel);
        Assert.Equal(HttpStatusCode.Accepted, drained.StatusCode);
        Assert.True((await ops.GetFromJsonAsync<GatewayOverview>("/api/ops/gateway", TestEpisode.Json, Cancel))!.Draining);
        using HttpResponseMessage ready = await ops.GetAsync("/healthz/ready", Cancel);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
    }
}
