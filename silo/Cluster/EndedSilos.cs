using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace Interactions.Silo.Cluster;

/// <summary>
/// Declares a silo dead as soon as its machine says that its process has ended: the connection to it breaks, and its port refuses another one. Nobody
/// can answer there any more, so waiting until three probes go missing would only hold its grains up. A silo that hangs, or whose machine vanishes,
/// refuses nothing and is left to the probes.
/// </summary>
internal sealed partial class EndedSilos(
    IClusterMembershipService membership, ILocalSiloDetails local, TimeProvider clock, ILogger<EndedSilos> log)
{
    /// <summary>
    /// The kernel closes what a killed process held one after the other, its memory first: the port may outlive a connection for a moment, so it is asked
    /// again after each of these.
    /// </summary>
    private static readonly TimeSpan[] Pauses = [.. new[] { 25, 50, 100, 200, 400 }.Select(ms => TimeSpan.FromMilliseconds(ms))];

    /// <summary>Longer than any way within a data centre; whoever says nothing within it has not refused.</summary>
    private static readonly TimeSpan KnockTimeout = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Lives as long as a connection with another silo, whichever of the two opened it, and looks after the silos of its machine when it ends: one that
    /// came in has a port that tells nothing.
    /// </summary>
    public async Task Accompany(ConnectionContext connection, ConnectionDelegate next)
    {
        EndPoint? end = connection.RemoteEndPoint;
        try
        {
            await next(connection);
        }
        finally
        {
            if (end is IPEndPoint address) { LookAfter(address.Address).Ignore(); }
        }
    }

    /// <summary>Finds out which silos of a machine have ended, and declares them dead.</summary>
    internal Task LookAfter(IPAddress machine)
    {
        IPAddress address = machine.IsIPv4MappedToIPv6 ? machine.MapToIPv4() : machine;
        return Task.WhenAll(membership.CurrentSnapshot.Members.Keys
            .Where(silo => silo.Endpoint.Address.Equals(address) && !silo.Equals(local.SiloAddress)).Select(LookAfter));
    }

    private async Task LookAfter(SiloAddress silo)
    {
        for (int knocks = 0; IsOurs(silo); knocks++)
        {
            if (await Knock(silo.Endpoint) is not { } isOpen) { return; }
            if (!isOpen)
            {
                Ended(silo);
                await membership.TryKill(silo);
                return;
            }
            if (knocks == Pauses.Length) { return; }
            await Task.Delay(Pauses[knocks], clock);
        }
    }

    /// <summary>Whether the membership believes that it works, and that this silo may judge it. A silo that leaves loses its connections, too.</summary>
    private bool IsOurs(SiloAddress silo)
    {
        ClusterMembershipSnapshot now = membership.CurrentSnapshot;
        return now.GetSiloStatus(silo) == SiloStatus.Active && now.GetSiloStatus(local.SiloAddress) == SiloStatus.Active;
    }

    /// <returns>Whether somebody listens there; null when neither a yes nor a no comes back.</returns>
    private static async Task<bool?> Knock(IPEndPoint address)
    {
        using Socket socket = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        using CancellationTokenSource patience = new(KnockTimeout);
        try
        {
            await socket.ConnectAsync(address, patience.Token);
            return true;
        }
        catch (SocketException fault) when (fault.SocketErrorCode == SocketError.ConnectionRefused)
        {
            return false;
        }
        catch (Exception fault) when (fault is SocketException or OperationCanceledException)
        {
            return null;
        }
    }

    [LoggerMessage(EventId = 2301, Level = LogLevel.Warning, Message = "The process of silo {Silo} has ended: its connection broke and its port refuses. It is declared dead.")]
    private partial void Ended(SiloAddress silo);
}
