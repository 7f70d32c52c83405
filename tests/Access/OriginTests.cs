using System.Net;
using Interactions.Tests.Gateway;
using Xunit;

namespace Interactions.Tests.Access;

public sealed class OriginTests(ProbeGateway probe)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("https://evil.example", false)]
    [InlineData("https://good.example.evil.com", false)]
    [InlineData("https://evil-good.example", false)]
    [InlineData("null", false)]
    [InlineData(ProbeGateway.FriendlyOrigin, true)]
    [InlineData("https://GOOD.example", true)]
    [InlineData("http://good.example", false)]
    [InlineData("https://good.example:444", false)]
    [InlineData("https://good.example/", false)]
    [InlineData("https://me@good.example", false)]
    [InlineData("", false)]
    [InlineData("http://127.0.0.1", false)]
    public async Task Only_known_pages_may_open_hubs(string origin, bool mayEnter)
    {
        RunningGateway gateway = await probe.Gateway;
        HttpStatusCode upgrade = await RawSockets.StatusOfUpgrade(gateway.Address, ProbeHub.Open, Cancel, $"Origin: {origin}");
        Assert.Equal(mayEnter ? HttpStatusCode.SwitchingProtocols : HttpStatusCode.Forbidden, upgrade);
        HttpStatusCode negotiation = await RawSockets.StatusOf(gateway.Address, Negotiation(gateway, $"Origin: {origin}"), Cancel);
        Assert.Equal(mayEnter ? HttpStatusCode.OK : HttpStatusCode.Forbidden, negotiation);
    }

    [Fact]
    public async Task The_gateways_own_pages_and_programs_without_origin_may_open_hubs()
    {
        RunningGateway gateway = await probe.Gateway;
        string host = gateway.Address.Authority;
        foreach (string[] headers in (string[][])[[], [$"Origin: http://{host}"], [$"ORIGIN: HTTP://{host}"]])
        {
            Assert.Equal(HttpStatusCode.SwitchingProtocols, await RawSockets.StatusOfUpgrade(gateway.Address, ProbeHub.Open, Cancel, headers));
        }
    }

    [Fact]
    public async Task Two_origins_are_refused_even_if_both_are_good()
    {
        RunningGateway gateway = await probe.Gateway;
        string own = $"Origin: http://{gateway.Address.Authority}";
        HttpStatusCode status = await RawSockets.StatusOfUpgrade(gateway.Address, ProbeHub.Open, Cancel, own, own);
        Assert.True(status is HttpStatusCode.BadRequest or HttpStatusCode.Forbidden, $"{status}");
    }

    [Theory]
    [InlineData(ProbeGateway.FriendlyOrigin, true)]
    [InlineData("https://evil.example", false)]
    [InlineData("null", false)]
    public async Task Pages_of_the_same_origins_may_read_REST(string origin, bool mayRead)
    {
        RunningGateway gateway = await probe.Gateway;
        foreach (HttpMethod method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Options])
        {
            using HttpRequestMessage request = new(method, "/api/episodes");
            request.Headers.Add("Origin", origin);
            if (method == HttpMethod.Options) { request.Headers.Add("Access-Control-Request-Method", "PUT"); }
            using HttpResponseMessage answer = await gateway.Http.SendAsync(request, Cancel);
            Assert.Equal(mayRead, answer.Headers.TryGetValues("Access-Control-Allow-Origin", out IEnumerable<string>? allowed) && allowed.Single() == origin);
            Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"));
        }
    }

    private static string[] Negotiation(RunningGateway gateway, params string[] headers) =>
        [$"POST {ProbeHub.Open}/negotiate?negotiateVersion=1 HTTP/1.1", $"Host: {gateway.Address.Authority}", "Content-Length: 0", .. headers];
}
