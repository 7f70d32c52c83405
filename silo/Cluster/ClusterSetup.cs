using Interactions.Silo.Operations;
using Microsoft.AspNetCore.Connections;
using Orleans.Configuration;

namespace Interactions.Silo.Cluster;

/// <summary>How silos find each other, and how they notice that one has died.</summary>
internal static class ClusterSetup
{
    /// <summary>So many missing signs of life in a row are a suspicion. One alone would make a garbage collection a death.</summary>
    private const int MissedProbes = 3;

    /// <summary>
    /// Orleans stretches probes when answers come slowly, by default fourfold, and does not suspect a silo from which anything was heard within as many
    /// stretched probes as may be missed. So this decides when a silo that hangs is replaced: with the default probe, after three seconds of silence.
    /// </summary>
    private const int StretchMax = 2;

    /// <summary>So many silos must suspect; Orleans takes the majority when there are fewer, so of two silos one is enough.</summary>
    private const int Votes = 2;

    /// <summary>
    /// How often a silo writes that it lives. Three missing ones let joiners pass over rows of silos that died together and will not return to their
    /// ports: 15 s in place of 90 s.
    /// </summary>
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(5);

    /// <summary>How often a silo reads the membership even when nobody told it of news: a paused silo learns of its death within this time.</summary>
    private static readonly TimeSpan TableRefresh = TimeSpan.FromSeconds(10);

    /// <summary>How long messages to a gateway that is gone are kept. Rooms fetch what they missed, so keeping them longer only costs memory.</summary>
    private static readonly TimeSpan GatewayDropTimeout = TimeSpan.FromSeconds(15);

    public static ISiloBuilder AddClustering(this ISiloBuilder silo, ClusterOptions options) => options.Mode == ClusterMode.Local
        ? silo.AddLocalClustering(options)
        : silo.AddRedisClustering(options);

    /// <summary>One silo that is its own cluster, reachable from this machine only. Two of them on one machine do not meet.</summary>
    private static ISiloBuilder AddLocalClustering(this ISiloBuilder silo, ClusterOptions options)
    {
        (int siloPort, int gatewayPort) = LoopbackPorts.FindFreePair();
        return silo.UseLocalhostClustering(siloPort, gatewayPort, serviceId: options.ServiceId, clusterId: $"local-{siloPort}");
    }

    private static ISiloBuilder AddRedisClustering(this ISiloBuilder silo, ClusterOptions options)
    {
        silo.Services.AddClusterReach(options);
        silo.UseRedisClustering(redis => redis.ConfigurationOptions = options.ToRedis());
        silo.Configure<Orleans.Configuration.ClusterOptions>(names => (names.ClusterId, names.ServiceId) = (options.ClusterId, options.ServiceId));
        silo.ConfigureEndpoints(options.ParsedAddress, options.SiloPort, options.GatewayPort);
        silo.Configure<ClusterMembershipOptions>(membership =>
        {
            membership.ProbeTimeout = options.ProbeTimeout;
            membership.MaxProbeTimeout = options.ProbeTimeout * StretchMax;
            membership.NumMissedProbesLimit = MissedProbes;
            membership.NumVotesForDeathDeclaration = Votes;
            membership.IAmAliveTablePublishTimeout = SignOfLife;
            membership.TableRefreshTimeout = TableRefresh;
        });
        silo.Configure<SiloMessagingOptions>(messaging =>
        {
            messaging.ResponseTimeout = options.ResponseTimeout;
            messaging.ClientDropTimeout = GatewayDropTimeout;
        });
        if (options.Kubernetes) { silo.AddKubernetes(); }
        silo.Services.AddSingleton<EndedSilos>();
        silo.Configure<SiloConnectionOptions>(connections =>
        {
            connections.ConfigureSiloOutboundConnection(Accompany);
            connections.ConfigureSiloInboundConnection(Accompany);
        });
        return silo;
    }

    private static void Accompany(IConnectionBuilder connections)
    {
        EndedSilos ended = connections.ApplicationServices.GetRequiredService<EndedSilos>();
        connections.Use(next => connection => ended.Accompany(connection, next));
    }
}
