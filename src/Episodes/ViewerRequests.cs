namespace Interactions.Episodes;

// What viewers send, one record a method. Properties are nullable because anything may arrive: the gateway answers `invalid` and names the field.

/// <param name="After">Where the client stood before it lost its connection; null at first.</param>
public sealed record JoinRequest(string? EpisodeId, EpisodePosition? After = null);

public sealed record LeaveRequest(string? EpisodeId);

/// <param name="Key">What the creator was given when he made the overlay.</param>
public sealed record OverlayRequest(string? CreatorId, string? Key);

/// <param name="On">True: it shall be liked. False: it shall not.</param>
/// <param name="SessionId">Made by the client and kept over reconnects, together with <paramref name="Seq"/>; without both the connection's order holds.</param>
/// <param name="Seq">1, 2, 3 … within the session, one for each wish; a wish that arrives after a later one of its session changes nothing.</param>
/// <param name="AtMs">Where playback stands, in milliseconds from 0, when the player knows; later than the end counts at the end.</param>
public sealed record LikeRequest(string? EpisodeId, bool? On, string? SessionId = null, long? Seq = null, int? AtMs = null);

/// <inheritdoc cref="LikeRequest"/>
public sealed record BookmarkRequest(string? EpisodeId, bool? On, string? SessionId = null, long? Seq = null);

/// <param name="ShareId">Made by the client, and kept when it repeats.</param>
public sealed record ShareRequest(string? EpisodeId, string? ShareId);

/// <inheritdoc cref="LikeRequest"/>
public sealed record FollowRequest(string? CreatorId, bool? On, string? SessionId = null, long? Seq = null);

/// <param name="CommentId">Made by the client, and kept when it repeats.</param>
/// <param name="AtMs">Playback time in milliseconds, 0 to the episode's duration.</param>
/// <param name="Text">1 to 100 grapheme clusters and at most 1,024 bytes of UTF-8.</param>
/// <param name="Mode"><c>scroll</c> (default), <c>reverse</c>, <c>top</c> or <c>bottom</c>.</param>
/// <param name="Color">0xRRGGBB; white by default.</param>
/// <param name="ReplyTo">The comment that it answers; for the episode's creator.</param>
public sealed record CommentRequest(
    string? EpisodeId, string? CommentId, int? AtMs, string? Text, string? Mode = null, int? Color = null, string? ReplyTo = null);

/// <param name="SessionId">Made by the client for each time it opens the episode.</param>
/// <param name="Seq">1, 2, 3 … within the session; a repeated number changes nothing.</param>
/// <param name="Ranges">Pairs [from, to] of playback seconds seen since the last report, at most 32.</param>
public sealed record WatchRequest(string? EpisodeId, string? SessionId, long? Seq, double[][]? Ranges, bool Ended = false);

public sealed record RetractRequest(string? EpisodeId, string? CommentId);

public sealed record ReleaseRequest(string? EpisodeId, string? CommentId);

/// <param name="CommentId">The name of a shown comment.</param>
/// <param name="On">True: it shall be liked. False: it shall not.</param>
/// <param name="SessionId">As of a <see cref="LikeRequest"/>, with <paramref name="Seq"/>.</param>
/// <param name="Seq">A wish about a comment that arrives after a later one about the same comment changes nothing.</param>
public sealed record LikeCommentRequest(string? EpisodeId, string? CommentId, bool? On, string? SessionId = null, long? Seq = null);

/// <param name="Reason">Why, in the viewer's words: at most 200 characters.</param>
public sealed record ReportRequest(string? EpisodeId, string? CommentId, string? Reason);
