namespace Interactions.Users;

/// <summary>
/// The place of an act that says a side (a like, a bookmark, a follow) among those of the same origin: a client's session, or a connection. An act
/// whose sender has given it up may arrive after a newer one of the other side, and must not undo that.
/// </summary>
/// <param name="Origin">Tells a user's origins apart.</param>
/// <param name="Number">1, 2, 3 … within the origin; 0: unknown, it counts when it arrives.</param>
public readonly record struct ActTurn(uint Origin, uint Number)
{
    public static readonly ActTurn None;

    /// <summary>Both in one number, as messages and journals carry it; 0 for <see cref="None"/>.</summary>
    public long Packed => unchecked((long)(((ulong)Origin << 32) | Number));

    public static ActTurn Unpack(long packed) => new((uint)((ulong)packed >> 32), unchecked((uint)packed));

    /// <summary>A turn that the client has numbered within a session of its own.</summary>
    public static ActTurn Of(UserKey user, string sessionId, uint number) => new((uint)ClientKey.Of(user, sessionId).Low, number);
}
