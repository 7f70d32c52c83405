using Interactions.Silo.Cluster;
using Interactions.Silo.Operations;
using Orleans.Configuration;
using ClusterOptions = Interactions.Silo.Cluster.ClusterOptions;

namespace Interactions.Gateway.Cluster;

/// <summary>Where this gateway's grains live: in a silo of its own, or in a cluster's silos, to which it is a client.</summary>
internal static class ClusterSetup
{
    /// <summary>How often the list of silos is read again: a new silo takes part of the load within it, a dead one is passed over at once.</summary>
    private static readonly TimeSpan SiloListRefresh = TimeSpan.FromSeconds(5);

    public static void AddCluster(this WebApplicationBuilder builder)
    {
        ClusterOptions options = ClusterOptions.From(builder.Configuration);
        if (options.Mode == ClusterMode.Local)
        {
            builder.UseOrleans(silo => silo.AddInteractionsSilo(builder.Configuration));
            builder.Services.AddSingleton<IClusterLink, OwnSilo>();
            return;
        }
        ClusterClientLink link = new();
        builder.Services.AddSingleton<IClusterLink>(link);
        builder.UseOrleansClient(client => client.Join(options, link));
    }

    private static void Join(this IClientBuilder client, ClusterOptions options, ClusterClientLink link)
    {
        client.UseRedisClustering(redis => redis.ConfigurationOptions = options.ToRedis());
        client.Configure<Orleans.Configuration.ClusterOptions>(names => (names.ClusterId, names.ServiceId) = (options.ClusterId, options.ServiceId));
        // A call to a silo that has died waits for this long: Orleans' client does not break calls that are under way.
        client.Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = options.ResponseTimeout);
        client.Configure<GatewayOptions>(silos => silos.GatewayListRefreshPeriod = SiloListRefresh);
        client.UseConnectionRetryFilter<WaitForSilos>();
        client.AddGatewayCountChangedHandler((_, change) => link.Changed(change.PreviousNumberOfConnectedGateways, change.NumberOfConnectedGateways));
    }
}
