using System.Net;
using System.Net.Http.Json;
using Interactions.Gateway.Access;
using Interactions.Gateway.Operations;
using Interactions.Tests.Gateway;
using Xunit;

namespace Interactions.Tests.Operations;

public sealed class OrleansDashboardTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Operators_are_let_in_by_a_cookie_that_is_good_for_nothing_else()
    {
        await using RunningGateway gateway = await RunningGateway.Start("--Dashboard:Enabled=true");
        using HttpClient ops = gateway.HttpAs(TestEpisode.NewId("ops"), Roles.Ops);
        Assert.True((await ops.GetFromJsonAsync<GatewayOverview>("/api/ops/gateway", TestEpisode.Json, Cancel))!.Dashboard);
        using HttpResponseMessage ticket = await ops.PostAsync("/api/ops/dashboard", null, Cancel);
        Assert.Equal(HttpStatusCode.NoContent, ticket.StatusCode);
        string cookie = Assert.Single(ticket.Headers.GetValues("Set-Cookie"));
        Assert.All(["; path=/ops/orleans", "; httponly", "; samesite=strict"], part => Assert.Contains(part, cookie, StringComparison.Ordinal));
        string shown = cookie.Split(';')[0];

        Assert.Equal((HttpStatusCode.OK, true), await Read(gateway, "/ops/orleans/", shown));
        Assert.Equal(HttpStatusCode.OK, (await Read(gateway, "/ops/orleans/DashboardCounters", shown)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Read(gateway, "/ops/orleans/", null)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Read(gateway, "/api/ops/gateway", shown)).Status);
        string moderator = $"{OrleansDashboard.Cookie}={gateway.Token(TestEpisode.NewId("mod"), Roles.Moderator)}";
        Assert.Equal(HttpStatusCode.Forbidden, (await Read(gateway, "/ops/orleans/", moderator)).Status);
    }

    [Fact]
    public async Task It_is_not_there_unless_it_is_asked_for()
    {
        await using RunningGateway gateway = await RunningGateway.Start();
        using HttpClient ops = gateway.HttpAs(TestEpisode.NewId("ops"), Roles.Ops);
        Assert.False((await ops.GetFromJsonAsync<GatewayOverview>("/api/ops/gateway", TestEpisode.Json, Cancel))!.Dashboard);
        Assert.Equal(HttpStatusCode.NotFound, (await ops.PostAsync("/api/ops/dashboard", null, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await ops.GetAsync("/ops/orleans/", Cancel)).StatusCode);
    }

    private static async Task<(HttpStatusCode Status, bool IsPage)> Read(RunningGateway gateway, string path, string? cookie)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        if (cookie is not null) { request.Headers.Add("Cookie", cookie); }
        using HttpResponseMessage answer = await gateway.Http.SendAsync(request, Cancel);
        string body = await answer.Content.ReadAsStringAsync(Cancel);
        return (answer.StatusCode, body.Contains("<title>Orleans Dashboard</title>", StringComparison.Ordinal));
    }
}
