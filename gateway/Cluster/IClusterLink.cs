namespace Interactions.Gateway.Cluster;

/// <summary>Whether this gateway reaches grains at all. Answered from memory.</summary>
internal interface IClusterLink
{
    bool IsUp { get; }
}

/// <summary>The silo inside this process.</summary>
internal sealed class OwnSilo(ISiloStatusOracle silo) : IClusterLink
{
    public bool IsUp => silo.CurrentStatus == SiloStatus.Active;
}

/// <summary>The silos of a cluster, over the network. The host serves nobody before the first one is reached, so it begins as up.</summary>
internal sealed class ClusterClientLink : IClusterLink
{
    private volatile bool _isUp = true;

    public bool IsUp => _isUp;

    public void SilosReached(int count) => _isUp = count > 0;
}
