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
    /// <summary>The kernel closes what a killed process held one after the other, its memory first: the port may outlive a connection for a moment.</summary>
    private const int KnocksMax = 20;
    private static readonly TimeSpan KnockInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>Longer than any way within a data centre; whoever says nothing within it has not refused.</summary>
    private static readonly TimeSpan KnockTimeout = TimeSpan.FromMilliseconds(500);

    /// <summary>Lives as long as a connection to another silo, and looks after that silo when it ends.</summary>
    public async Task Accompany(ConnectionContext connection, ConnectionDelegate next)
    {
        EndPoint? end = connection.RemoteEndPoint;
        try
        {
            await next(connection);
        }
        finally
        {
            if (end is IPEndPoint address) { LookAfter(address).Ignore(); }
        }
    }

    /// <summary>Finds out whether the silo at this address has ended, and declares it dead if so.</summary>
    internal async Task LookAfter(IPEndPoint address)
    {
        for (int knocks = 0; knocks < KnocksMax; knocks++)
        {
            // Before the knock: whoever refuses is at most as new as this silo.
            if (FindActive(address) is not { } silo) { return; }
            if (await Knock(address) is not { } isOpen) { return; }
            if (!isOpen)
            {
                Ended(silo);
                await membership.TryKill(silo);
                return;
            }
            await Task.Delay(KnockInterval, clock);
        }
    }

    /// <summary>The silo that the membership believes to work there; null when there is none, or this silo itself is about to leave.</summary>
    private SiloAddress? FindActive(IPEndPoint address)
    {
        ClusterMembershipSnapshot now = membership.CurrentSnapshot;
        if (now.GetSiloStatus(local.SiloAddress) != SiloStatus.Active) { return null; }
        return now.Members.Values.FirstOrDefault(member => member.Status == SiloStatus.Active && member.SiloAddress.Endpoint.Equals(address))?.SiloAddress;
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
