using Interactions.Gateway.Operations;
using Interactions.Silo.Cluster;
using Interactions.Silo.Operations;
using Orleans.Configuration;
using Orleans.Dashboard;
using ClusterOptions = Interactions.Silo.Cluster.ClusterOptions;

namespace Interactions.Gateway.Cluster;

/// <summary>Where this gateway's grains live: in a silo of its own, or in a cluster's silos, to which it is a client.</summary>
internal static class ClusterSetup
{
    /// <summary>
    /// How often the list of silos is read again: a new silo takes part of the load within it. A dead one is passed over at once, but one that hangs keeps
    /// its connection and gets calls until it is off this list.
    /// </summary>
    private static readonly TimeSpan SiloListRefresh = TimeSpan.FromSeconds(1);

    public static void AddCluster(this WebApplicationBuilder builder)
    {
        ClusterOptions options = ClusterOptions.From(builder.Configuration);
        builder.Services.AddSingleton<RepeatedCalls>();
        if (options.Mode == ClusterMode.Local)
        {
            builder.UseOrleans(silo => silo.AddInteractionsSilo(builder.Configuration));
            builder.Services.AddSingleton<IClusterLink, OwnSilo>();
            return;
        }
        ClusterClientLink link = new();
        builder.Services.AddSingleton<IClusterLink>(link);
        builder.Services.AddClusterReach(options);
        builder.UseOrleansClient(client =>
        {
            client.Join(options, link);
            if (OrleansDashboard.IsOn(builder.Configuration)) { client.AddDashboard(dashboard => dashboard.HideTrace = true); }
        });
    }

    private static void Join(this IClientBuilder client, ClusterOptions options, ClusterClientLink link)
    {
        client.UseRedisClustering(redis => redis.ConfigurationOptions = options.ToRedis());
        client.Configure<Orleans.Configuration.ClusterOptions>(names => (names.ClusterId, names.ServiceId) = (options.ClusterId, options.ServiceId));
        // A call to a silo that hangs waits for this long; when a silo is lost, RepeatedCalls does not wait for it.
        client.Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = options.ResponseTimeout);
        client.Configure<GatewayOptions>(silos => silos.GatewayListRefreshPeriod = SiloListRefresh);
        client.UseConnectionRetryFilter<WaitForSilos>();
        client.AddGatewayCountChangedHandler((_, change) => link.Changed(change.PreviousNumberOfConnectedGateways, change.NumberOfConnectedGateways));
    }
}
