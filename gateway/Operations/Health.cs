using Interactions.Gateway.Cluster;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Interactions.Gateway.Operations;

/// <summary>
/// The three questions of a platform. All are answered from memory, with no grain call and no storage access: an outage that all gateways share must
/// not restart all gateways.
/// </summary>
internal static class Health
{
    private const string Ready = "ready";
    private const string Startup = "startup";

    public static void AddHealth(this IServiceCollection services) => services.AddHealthChecks()
        .AddCheck<GrainsAreReached>("silo", tags: [Ready, Startup])
        .AddCheck<NotDraining>("drain", tags: [Ready]);

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/healthz/live", new HealthCheckOptions { Predicate = _ => false });
        routes.MapHealthChecks("/healthz/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready) });
        routes.MapHealthChecks("/healthz/startup", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Startup) });
    }

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
