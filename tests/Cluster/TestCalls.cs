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

    public static RepeatedCalls Of(RoomsOptions? options = null, IClusterLink? link = null, TimeProvider? clock = null) =>
        new(link ?? new ClusterClientLink(), Options.Create(options ?? new RoomsOptions()), clock ?? TimeProvider.System, Telemetry);
}
