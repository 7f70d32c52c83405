using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace Interactions.Gateway.Connections;

/// <summary>
/// Lets a hub's connection outlive the request that opened it. What the web server keeps for a request (its headers, the stack of middleware, a scope of
/// services) is half of an idle viewer's memory and of no use after the upgrade: so the request ends, and the connection goes on below it.
/// </summary>
internal sealed class HubHandover : IConnectionHeartbeatFeature
{
    private (Action<object> Act, object State)[] _beats = [];
    private Func<ConnectionContext, IConnectionHeartbeatFeature, Task>? _next;
    private IDisposable? _seat;

    private HubHandover(IConnectionHeartbeatFeature? heartbeat) =>
        heartbeat?.OnHeartbeat(static handover => ((HubHandover)handover).Beat(), this);

    /// <summary>Wraps a listener's connections, below HTTP.</summary>
    public static ConnectionDelegate Around(ConnectionDelegate http) => connection =>
    {
        HubHandover handover = new(connection.Features.Get<IConnectionHeartbeatFeature>());
        connection.Features.Set(handover);
        connection.Features.Set<IConnectionHeartbeatFeature>(handover);
        return handover.Run(http, connection);
    };

    /// <summary>Takes the connection over as soon as the request that asks for it has ended in good order.</summary>
    public void Take(Func<ConnectionContext, IConnectionHeartbeatFeature, Task> next) => _next = next;

    /// <summary>Disposes of a seat when the request ends, or when the connection does that it has handed over.</summary>
    public static void AtEnd(HttpContext http, IDisposable seat)
    {
        if (http.Features.Get<HubHandover>() is { _next: not null } handover) { handover._seat = seat; }
        else { seat.Dispose(); }
    }

    /// <summary>Over HTTP/2 several requests of one connection may ask at the same time.</summary>
    public void OnHeartbeat(Action<object> action, object state)
    {
        (Action<object> Act, object State)[] before = _beats;
        while (Interlocked.CompareExchange(ref _beats, [.. before, (action, state)], before) is var found && found != before) { before = found; }
    }

    private async Task Run(ConnectionDelegate http, ConnectionContext connection)
    {
        try
        {
            await http(connection);
            if (_next is not { } next) { return; }
            // The server's ticks for HTTP hold all that it kept for the request.
            _next = null;
            Volatile.Write(ref _beats, []);
            await next(connection, this);
        }
        finally { _seat?.Dispose(); }
    }

    private void Beat()
    {
        foreach ((Action<object> act, object state) in Volatile.Read(ref _beats)) { act(state); }
    }
}
