namespace Interactions.Gateway.Operations;

/// <summary>How the gateway says goodbye.</summary>
internal sealed class DrainOptions : ICheckedOptions
{
    public const string Section = "Drain";

    /// <summary>
    /// Longest wait between telling the clients to go and stopping, default 2 s: long enough for a load balancer to see that it is not ready and for
    /// clients to move, short enough for a developer's Ctrl+C. It ends early when nobody is connected any more.
    /// </summary>
    public TimeSpan Delay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Clients come back after a random part of this, default 1 s, so that they do not all arrive at once.</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(1);

    public void Check(OptionChecks checks) => checks
        .Range(nameof(Delay), Delay, TimeSpan.Zero, TimeSpan.FromSeconds(20))
        .Range(nameof(RetryAfter), RetryAfter, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1));
}
