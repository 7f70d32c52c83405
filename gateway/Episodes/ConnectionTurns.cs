using Interactions.Ids;
using Interactions.Users;
using Microsoft.AspNetCore.SignalR;

namespace Interactions.Gateway.Episodes;

/// <summary>
/// The order of a connection's likes, of episodes and of comments, bookmarks and follows. Its calls come one at a time, so it needs no lock.
/// </summary>
internal sealed class ConnectionTurns
{
    private readonly uint _origin = unchecked((uint)Random.Shared.Next(int.MinValue, int.MaxValue));
    private uint _last;

    public static ConnectionTurns Of(HubCallerContext connection)
    {
        if (connection.Features.Get<ConnectionTurns>() is { } turns) { return turns; }
        ConnectionTurns first = new();
        connection.Features.Set(first);
        return first;
    }

    /// <summary>The turn that a client has numbered, or the next one of this connection when it does not number them.</summary>
    /// <param name="wrong">The field that is wrong, or null.</param>
    public ActTurn Read(UserKey user, string? sessionId, long? seq, out string? wrong)
    {
        wrong = null;
        if (sessionId is null && seq is null) { return new ActTurn(_origin, ++_last); }
        if (!Identifier.IsValid(sessionId)) { wrong = "sessionId"; }
        else if (seq is not (> 0 and <= uint.MaxValue)) { wrong = "seq"; }
        return wrong is null ? ActTurn.Of(user, sessionId!, (uint)seq!.Value) : ActTurn.None;
    }
}
