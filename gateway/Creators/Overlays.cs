using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Interactions.Creators;
using Interactions.Episodes;
using Interactions.Gateway.Connections;
using Interactions.Gateway.Operations;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Interactions.Gateway.Creators;

/// <summary>
/// The overlays that are shown by connections of this gateway. Their creators are asked again and again whether the keys are still good, which needs no
/// subscription that could be lost: a revoked one is closed within <see cref="LookInterval"/> and a call. Costs nothing when none is shown.
/// </summary>
internal sealed partial class Overlays(IGrainFactory grains, TimeProvider clock, GatewayTelemetry telemetry, ILogger<Overlays> log) : BackgroundService
{
    private const int KeyBytes = 32;

    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(2);

    /// <summary>A client that does not take the notice by then is closed without it.</summary>
    private static readonly TimeSpan TellWithin = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, (HubConnectionContext Connection, string CreatorId, byte[] KeyHash)> _shown = new();

    /// <summary>A new key, and what is kept of it.</summary>
    public static (string Key, byte[] Hash) NewKey()
    {
        string key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes));
        return (key, HashOf(key));
    }

    /// <summary>The overlay that this key opens for the connection, until it is revoked; null when it opens none.</summary>
    public async Task<Overlay?> Open(string creatorId, string key, HubConnectionContext connection)
    {
        byte[] hash = HashOf(key);
        Overlay? overlay = Find(await GetOverlays(creatorId), hash);
        if (overlay is not null)
        {
            connection.Features.Set(new OverlayMark());
            _shown[connection.ConnectionId] = (connection, creatorId, hash);
        }
        // It may have gone while its creator was asked, and then nobody says so again.
        if (connection.ConnectionAborted.IsCancellationRequested) { Leave(connection.ConnectionId); }
        return overlay;
    }

    public void Leave(string connectionId) => _shown.TryRemove(connectionId, out _);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer look = new(LookInterval, clock);
        try
        {
            while (await look.WaitForNextTickAsync(stoppingToken)) { await Look(); }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops, and all connections with it.
        }
    }

    private async Task Look()
    {
        foreach (var shown in _shown.Values.GroupBy(shown => shown.CreatorId))
        {
            try
            {
                OverlayList overlays = await GetOverlays(shown.Key);
                // Nobody waits for the slowest; each has a limit of its own.
                foreach (var revoked in shown.Where(one => Find(overlays, one.KeyHash) is null)) { _ = End(revoked.Connection); }
            }
            catch (Exception fault)
            {
                // Nobody knows whether they are revoked, and what they show is public: they stay until it can be asked again.
                LookFailed(fault);
            }
        }
    }

    private async Task End(HubConnectionContext connection)
    {
        if (!_shown.TryRemove(connection.ConnectionId, out _)) { return; }
        telemetry.ConnectionShed(ShedReason.OverlayRevoked);
        try
        {
            InvocationMessage notice = new(nameof(IViewerClient.SessionEnded), [new SessionEnded(SessionEnd.OverlayRevoked)]);
            using CancellationTokenSource patience = new(TellWithin, clock);
            await connection.WriteAsync(notice, patience.Token).AsTask().WaitAsync(patience.Token);
            connection.Features.GetRequiredFeature<IConnectionLifetimeNotificationFeature>().RequestClose();
        }
        catch (Exception)
        {
            connection.Abort();
        }
    }

    private Task<OverlayList> GetOverlays(string creatorId) => grains.GetGrain<ICreatorGrain>(creatorId).GetOverlays();

    private static Overlay? Find(OverlayList overlays, byte[] hash) =>
        overlays.Overlays.FirstOrDefault(known => CryptographicOperations.FixedTimeEquals(known.KeyHash, hash));

    private static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    [LoggerMessage(EventId = 3202, Level = LogLevel.Warning, Message = "It cannot be asked which overlays are revoked; the next look follows.")]
    private partial void LookFailed(Exception fault);
}
