using System.Collections.Concurrent;
using Interactions.Episodes;
using Interactions.Gateway.Connections;
using Interactions.Gateway.Operations;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;

namespace Interactions.Gateway.Access;

/// <summary>All hub connections of this gateway that showed a token. Nothing is kept of a connection that is gone.</summary>
internal sealed class Sessions(Revocations revocations, GatewayTelemetry telemetry, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Session> _open = new();

    /// <summary>Keeps the session for as long as the connection lasts.</summary>
    public async Task Watch(ConnectionContext connection, Visitor visitor, IHubClients clients, ConnectionDelegate next)
    {
        _open[connection.ConnectionId] = new Session(connection.Features.GetRequiredFeature<HubSocket>(), visitor, clients, time);
        try { await next(connection); }
        finally { _open.TryRemove(connection.ConnectionId, out _); }
    }

    /// <summary>Ends every session whose token has expired, was revoked, or lost a role. Cheap: two comparisons for each connection.</summary>
    public void EndThoseThatAreOver()
    {
        DateTimeOffset now = time.GetUtcNow();
        foreach ((_, Session session) in _open)
        {
            if (session.WhyOver(now, revocations) is not { } reason || !session.BeginEnd()) { continue; }
            telemetry.ConnectionShed(reason switch
            {
                SessionEnd.TokenExpired => ShedReason.TokenExpired,
                SessionEnd.TokenRevoked => ShedReason.TokenRevoked,
                _ => ShedReason.RoleRemoved,
            });
            // Nobody waits for the slowest; each has a limit of its own.
            _ = session.End(reason);
        }
    }
}
