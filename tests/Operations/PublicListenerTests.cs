using System.Net;
using Interactions.Gateway.Access;
using Interactions.Tests.Gateway;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Interactions.Tests.Operations;

/// <summary>What a stranger from elsewhere learns of a gateway.</summary>
public sealed class PublicListenerTests
{
    private static readonly IPAddress Elsewhere = IPAddress.Parse("203.0.113.5");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Row_64_a_stranger_learns_nothing_of_health_and_figures()
    {
        await using RunningGateway gateway = await RunningGateway.Start([], FromElsewhere);
        foreach (string path in (string[])["/metrics", "/metrics/", "/dashboard", "/DashboardCounters", "/orleans", "/healthz/live", "/healthz/ready", "/healthz/startup"])
        {
            using HttpRequestMessage request = new(HttpMethod.Get, path) { Headers = { { "X-Forwarded-For", "127.0.0.1" } } };
            using HttpResponseMessage answer = await gateway.Http.SendAsync(request, Cancel);
            Assert.Equal((path, HttpStatusCode.NotFound), (path, answer.StatusCode));
        }
        Assert.Equal(HttpStatusCode.Unauthorized, (await gateway.Http.GetAsync("/api/ops/gateway", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await gateway.Http.PostAsync("/api/ops/gateway/drain", null, Cancel)).StatusCode);
        using HttpClient viewer = gateway.HttpAs("ann", Roles.Viewer);
        Assert.Equal(HttpStatusCode.Forbidden, (await viewer.GetAsync("/api/ops/gateway", Cancel)).StatusCode);
    }

    [Fact]
    public async Task Row_65_a_forwarded_address_that_a_client_writes_evades_no_limit()
    {
        await using RunningGateway gateway = await RunningGateway.Start(
            "--Limits:ConnectionsPerAddress=2", "--Limits:AnonymousPerAddress=1", "--Limits:Reads:Every=01:00:00");
        await using TestViewer first = await TestViewer.Connect(gateway);
        await using TestViewer second = await TestViewer.Connect(gateway);
        List<HttpStatusCode> reads = [];
        for (int client = 1; client <= 200; client++)
        {
            string[] lies = [$"X-Forwarded-For: 198.51.100.{client}", $"Forwarded: for=198.51.100.{client}", $"X-Real-IP: 198.51.100.{client}"];
            if (client <= 5)
            {
                HttpStatusCode upgrade = await RawSockets.StatusOfUpgrade(gateway.Address, Interactions.Episodes.IViewerHub.Path, Cancel, lies);
                Assert.Equal(HttpStatusCode.ServiceUnavailable, upgrade);
            }
            using HttpRequestMessage request = new(HttpMethod.Get, "/api/episodes") { Headers = { { "X-Forwarded-For", $"198.51.100.{client}" } } };
            using HttpResponseMessage answer = await gateway.Http.SendAsync(request, Cancel);
            reads.Add(answer.StatusCode);
        }
        Assert.Contains(HttpStatusCode.TooManyRequests, reads);
    }

    private static void FromElsewhere(WebApplicationBuilder builder) => builder.Services.AddSingleton<IStartupFilter>(new Caller());

    /// <summary>Makes every request come from another address.</summary>
    private sealed class Caller : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, inner) =>
            {
                http.Connection.RemoteIpAddress = Elsewhere;
                return inner(http);
            });
            next(app);
        };
    }
}
