namespace Interactions.Watching;

/// <summary>
/// Who shows an episode now: the unexpired leases of the gateways. Not a fact and not stored; after a restart the gateways renew within seconds.
/// Times are of a clock that only goes forward.
/// </summary>
public sealed class Audience
{
    private readonly Dictionary<string, Lease> _leases = [];

    private readonly record struct Lease(int Viewers, TimeSpan Until);

    /// <summary>Renews a gateway's lease; no viewers ends it.</summary>
    public void Renew(string gatewayId, int viewers, TimeSpan until)
    {
        if (viewers > 0) { _leases[gatewayId] = new Lease(viewers, until); }
        else { _leases.Remove(gatewayId); }
    }

    /// <summary>Drops what has expired and counts the rest.</summary>
    public long Count(TimeSpan now)
    {
        long viewers = 0;
        foreach ((string gatewayId, Lease lease) in _leases)
        {
            if (lease.Until <= now) { _leases.Remove(gatewayId); }
            else { viewers += lease.Viewers; }
        }
        return viewers;
    }
}
