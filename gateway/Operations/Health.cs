using Interactions.Gateway.Cluster;
using Interactions.Silo.Cluster;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Interactions.Gateway.Operations;

/// <summary>
/// The three questions of a platform. All are answered from memory, with no grain call and no storage access: an outage that all gateways share must
/// not restart all gateways.
/// </summary>
internal static class Health
{
    private const string Ready = "ready";
    private const string Startup = "startup";

    public static void AddHealth(this WebApplicationBuilder builder)
    {
        builder.Services.AddChecked<HealthOptions>(HealthOptions.Section);
        builder.Services.AddHealthChecks()
            .AddCheck<GrainsAreReached>("silo", tags: [Ready, Startup])
            .AddCheck<NotDraining>("drain", tags: [Ready]);
    }

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        bool isPublic = routes.ServiceProvider.GetRequiredService<IOptions<HealthOptions>>().Value.Public;
        RouteGroupBuilder group = routes.MapGroup("/healthz");
        group.AddEndpointFilter(async (call, next) => MayAsk(call.HttpContext, isPublic) ? await next(call) : Results.NotFound());
        group.MapHealthChecks("/live", new HealthCheckOptions { Predicate = _ => false });
        group.MapHealthChecks("/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready) });
        group.MapHealthChecks("/startup", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Startup) });
    }

    /// <summary>A connection without an address (a Unix socket, a test server) is local.</summary>
    internal static bool MayAsk(HttpContext http, bool isPublic) =>
        isPublic || http.Connection.RemoteIpAddress is not { } address || PrivateAddress.Is(address);

    private sealed class GrainsAreReached(IClusterLink link) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(link.IsUp ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy());
    }

    private sealed class NotDraining(Drain drain) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(drain.HasBegun ? HealthCheckResult.Unhealthy() : HealthCheckResult.Healthy());
    }
}
