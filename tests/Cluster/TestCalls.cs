using System.Diagnostics.Metrics;
using Interactions.Gateway.Cluster;
using Interactions.Gateway.Episodes;
using Interactions.Gateway.Operations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Interactions.Tests.Cluster;

/// <summary>A gateway's way to grains, without the gateway.</summary>
internal static class TestCalls
{
    public static readonly GatewayTelemetry Telemetry = new(
        new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());

    /// <summary>So long that no stall of the machine ends it: only a hanging test waits it out.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    public static RoomsOptions Patient => new() { ApplyPatience = Patience };

    public static RepeatedCalls Of(RoomsOptions? options = null, IClusterLink? link = null, TimeProvider? clock = null) =>
        new(link ?? new ClusterClientLink(), Options.Create(options ?? Patient), clock ?? TimeProvider.System, Telemetry);
}
