using Interactions.Episodes;
using Interactions.Gateway.Connections;
using Microsoft.AspNetCore.SignalR;

namespace Interactions.Gateway.Access;

/// <summary>A hub connection that showed a token. It ends with the token, and its client is told why before it is closed.</summary>
internal sealed class Session(HubSocket connection, Visitor visitor, IHubClients clients, TimeProvider time)
{
    /// <summary>A connection without a hub by then is no longer shaking hands: it is closed without a word.</summary>
    private static readonly TimeSpan GreetedWithin = TimeSpan.FromSeconds(6);

    /// <summary>A client that does not take the notice by then is closed without it.</summary>
    private static readonly TimeSpan TellWithin = TimeSpan.FromSeconds(1);

    private readonly long _since = time.GetTimestamp();
    private int _ended;

    /// <summary>Why it is over at this instant; null while it is not.</summary>
    public SessionEnd? WhyOver(DateTimeOffset now, Revocations revocations)
    {
        if (now >= visitor.Token.ExpiresAt) { return SessionEnd.TokenExpired; }
        if (revocations.IsEmpty) { return null; }
        if (revocations.IsRevoked(visitor.Key, visitor.Token.IssuedAtMs)) { return SessionEnd.TokenRevoked; }
        return visitor.Roles.Any(role => revocations.IsLost(visitor.Key, role, visitor.Token.IssuedAtMs)) ? SessionEnd.RoleRemoved : null;
    }

    /// <summary>True once, when it can be told: it is ended one time only.</summary>
    public bool BeginEnd() =>
        (connection.IsGreeted || time.GetElapsedTime(_since) > GreetedWithin) && Interlocked.Exchange(ref _ended, 1) == 0;

    public async Task End(SessionEnd reason)
    {
        try
        {
            using CancellationTokenSource patience = new(TellWithin, time);
            // The wait has a limit of its own: a write that another one holds up does not look at the token.
            await clients.Client(connection.ConnectionId)
                .SendCoreAsync(nameof(IViewerClient.SessionEnded), [new SessionEnded(reason)], patience.Token).WaitAsync(patience.Token);
            // SignalR says goodbye, and what was written before it reaches the client.
            connection.RequestClose();
        }
        catch (Exception)
        {
            connection.Abort();
        }
    }
}
