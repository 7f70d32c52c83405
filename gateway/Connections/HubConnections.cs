using System.Collections.Concurrent;
using Interactions.Episodes;
using Interactions.Gateway.Operations;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Interactions.Gateway.Connections;

/// <summary>All connections of a hub. Hubs find their own here, because pushes are written to connections rather than to groups.</summary>
internal sealed class HubConnections<THub>(ILogger<DefaultHubLifetimeManager<THub>> log) : DefaultHubLifetimeManager<THub>(log), IDrainStep
    where THub : Hub
{
    private readonly ConcurrentDictionary<string, HubConnectionContext> _connections = new();
    private volatile SerializedHubMessage? _goodbye;

    public HubConnectionContext this[string connectionId] => _connections[connectionId];

    public override async Task OnConnectedAsync(HubConnectionContext connection)
    {
        _connections[connection.ConnectionId] = connection;
        await base.OnConnectedAsync(connection);
        connection.Features.GetRequiredFeature<HubSocket>().Greet();
        // Whoever arrives while the others are told to go hears it as well.
        if (_goodbye is { } goodbye) { await connection.WriteAsync(goodbye); }
    }

    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        _connections.TryRemove(connection.ConnectionId, out _);
        return base.OnDisconnectedAsync(connection);
    }

    /// <summary>Writes the goodbye to everybody; who does not take it is closed with the rest.</summary>
    public Task TellClientsToGo(TimeSpan retryAfter, CancellationToken cancel)
    {
        GoingAway notice = new((int)retryAfter.TotalMilliseconds);
        SerializedHubMessage message = new(new InvocationMessage(nameof(IViewerClient.GoingAway), [notice]));
        _goodbye = message;
        return Task.WhenAll(_connections.Values.Select(connection => connection.WriteAsync(message, cancel).AsTask()));
    }
}
