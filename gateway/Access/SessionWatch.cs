using Interactions.Gateway.Cluster;
using Interactions.Silo.Storage;

namespace Interactions.Gateway.Access;

/// <summary>
/// Renews the list of what was taken from users and ends sessions that are over, each second. A question needs no subscription that could be lost with
/// a silo or a gateway, so what is revoked holds everywhere after a second, or as soon as the list can be read again.
/// </summary>
internal sealed partial class SessionWatch(
    Revocations revocations, Sessions sessions, RepeatedCalls calls, TimeProvider time, ILogger<SessionWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Longer than a cluster that has lost all its silos needs until their grains answer again.</summary>
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(30);

    private bool _isBehind;

    /// <summary>The list is there before the first connection: otherwise a restart would let everybody in again.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await calls.Run(revocations.Renew, patience: StartPatience).WaitAsync(cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            throw new StorageRefusedException($"The list of revoked tokens cannot be read: {fault.Message}", fault);
        }
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Takes what is new, and acts on it.</summary>
    public async Task Look()
    {
        try
        {
            await revocations.Renew();
            _isBehind = false;
        }
        catch (Exception fault)
        {
            // What is known goes on to hold, and tokens go on to expire.
            if (!_isBehind) { LogBehind(fault); }
            _isBehind = true;
        }
        sessions.EndThoseThatAreOver();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer round = new(Interval, time);
        try
        {
            while (await round.WaitForNextTickAsync(stoppingToken)) { await Look(); }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops, and all connections with it.
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The list of revoked tokens cannot be read; what is revoked now is not known here until it can")]
    private partial void LogBehind(Exception fault);
}
