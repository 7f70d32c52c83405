namespace Interactions.Refusals;

/// <summary>
/// Why something was refused: the one closed, numbered list, used by hubs, REST, metrics and documents alike.
/// Numbers are part of the wire and are never given a second meaning.
/// </summary>
public enum RefusalCode : byte
{
    /// <summary>Not refused.</summary>
    None = 0,

    /// <summary>The request has a wrong shape or value; <c>field</c> says which. Repeating it is useless.</summary>
    Invalid = 1,

    /// <summary>Acting needs a token; none, or none that is valid, was given.</summary>
    Unauthenticated = 2,

    /// <summary>The token does not allow this on this resource.</summary>
    Forbidden = 3,

    /// <summary>There is no such episode, comment or creator (or it is not published yet).</summary>
    NotFound = 4,

    /// <summary>The episode takes no new interactions.</summary>
    Closed = 5,

    /// <summary>The same id was used before with other content; the first one stands.</summary>
    Conflict = 6,

    /// <summary>A budget or slow mode; repeat after <c>retryAfterMs</c>.</summary>
    TooFast = 7,

    /// <summary>The server has too much to do or cannot reach its storage; the outcome may be unknown, and repeating is harmless.</summary>
    Busy = 8,

    // 9 was never said, and is not used: a comment that is held is accepted, and its answer says so.

    /// <summary>The request is larger than its limit.</summary>
    TooLarge = 10,
}
