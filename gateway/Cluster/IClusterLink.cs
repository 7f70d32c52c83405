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

/// <summary>The silos of a cluster, over the network.</summary>
internal sealed class ClusterClientLink : IClusterLink
{
    private int _connections;

    public bool IsUp => Volatile.Read(ref _connections) > 0;

    /// <summary>
    /// Takes a change in the number of connected silos. Changes are reported by several threads and may overtake each other, so they are added up: the
    /// last number that was reported need not be the last one that was true.
    /// </summary>
    public void Changed(int before, int after) => Interlocked.Add(ref _connections, after - before);
}
