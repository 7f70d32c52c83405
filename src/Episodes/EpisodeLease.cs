namespace Interactions.Episodes;

/// <summary>A gateway's expiring promise: "I show this episode to so many viewers". Renewing it is also how a gateway subscribes to pulses.</summary>
/// <param name="GatewayId">Made anew each time a gateway process starts, so that a dead one's count cannot be renewed by its successor.</param>
/// <param name="Viewers">Screens at this gateway.</param>
/// <param name="Overlays">Connections that hear of pulses and are no viewers: overlays, and moderators' desks. Without them and without viewers the lease ends.</param>
/// <param name="Gathers">
/// The gateway writes to so many that it gathers comments itself while it does: what it is told sooner waits once, there, and not here as well.
/// </param>
[GenerateSerializer, Immutable, Alias("interactions.episode-lease.v1")]
public sealed record EpisodeLease(
    [property: Id(0)] string GatewayId, [property: Id(1)] int Viewers, [property: Id(2)] IEpisodeObserver Observer,
    [property: Id(3)] int Overlays = 0, [property: Id(4)] bool Gathers = false)
{
    /// <summary>How long a lease lasts without renewal: a dead gateway's viewers are gone from the count after it (promised: within 10 s).</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(7);

    /// <summary>How often gateways renew: one lost renewal does no harm.</summary>
    public static readonly TimeSpan RenewalInterval = TimeSpan.FromSeconds(2);
}

/// <summary>Where the episode stands: a gateway that stands elsewhere has lost a pulse and fetches what it missed.</summary>
[GenerateSerializer, Immutable, Alias("interactions.episode-lease-answer.v1")]
public sealed record EpisodeLeaseAnswer([property: Id(0)] string Epoch, [property: Id(1)] long Pulsed);
