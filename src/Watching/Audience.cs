namespace Interactions.Watching;

/// <summary>
/// Who shows an episode now: the unexpired leases of the gateways. Not a fact and not stored; after a restart the gateways renew within seconds.
/// </summary>
public sealed class Audience
{
    private readonly Dictionary<string, Lease> _leases = [];

    private readonly record struct Lease(int Viewers, DateTimeOffset Until);

    /// <summary>Renews a gateway's lease; no viewers ends it.</summary>
    public void Renew(string gatewayId, int viewers, DateTimeOffset until)
    {
        if (viewers > 0) { _leases[gatewayId] = new Lease(viewers, until); }
        else { _leases.Remove(gatewayId); }
    }

    /// <summary>Drops what has expired and counts the rest.</summary>
    public long Count(DateTimeOffset now)
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
