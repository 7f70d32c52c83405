namespace Interactions.Gateway.Cluster;

/// <summary>Whether this gateway reaches grains at all. Answered from memory.</summary>
internal interface IClusterLink
{
    bool IsUp { get; }

    /// <summary>Cancelled when the next silo is lost: what was under way to it will never be answered, and may be repeated at once.</summary>
    CancellationToken SiloLost { get; }
}

/// <summary>The silo inside this process.</summary>
internal sealed class OwnSilo(ISiloStatusOracle silo) : IClusterLink
{
    public bool IsUp => silo.CurrentStatus == SiloStatus.Active;

    /// <summary>Never: this process ends with its silo.</summary>
    public CancellationToken SiloLost => CancellationToken.None;
}

/// <summary>The silos of a cluster, over the network.</summary>
internal sealed class ClusterClientLink : IClusterLink, IDisposable
{
    private int _connections;
    private CancellationTokenSource _siloLost = new();

    public bool IsUp => Volatile.Read(ref _connections) > 0;

    public CancellationToken SiloLost => Volatile.Read(ref _siloLost).Token;

    /// <summary>
    /// Takes a change in the number of connected silos. Changes are reported by several threads and may overtake each other, so they are added up: the
    /// last number that was reported need not be the last one that was true.
    /// </summary>
    public void Changed(int before, int after)
    {
        Interlocked.Add(ref _connections, after - before);
        if (after >= before) { return; }
        // Those who wait go on elsewhere: the thread that tells is Orleans'.
        _ = Interlocked.Exchange(ref _siloLost, new CancellationTokenSource()).CancelAsync();
    }

    public void Dispose() => _siloLost.Dispose();
}
