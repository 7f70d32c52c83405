namespace Interactions.Gateway.Cluster;

/// <summary>A gateway may start before its silos: it tries again for a while, and then ends so that its supervisor hears of it.</summary>
internal sealed partial class WaitForSilos(TimeProvider clock, ILogger<WaitForSilos> log) : IClientConnectionRetryFilter
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>As long as a cluster needs that was killed whole and comes back on other ports, with room to spare.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly long _began = clock.GetTimestamp();

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        if (clock.GetElapsedTime(_began) > Patience) { return false; }
        NoSiloYet(exception.Message);
        await Task.Delay(Pause, clock, cancellationToken);
        return true;
    }

    [LoggerMessage(EventId = 3301, Level = LogLevel.Information, Message = "No silo is reached yet, trying again: {Reason}")]
    private partial void NoSiloYet(string reason);
}
