using System.Text.Json.Serialization;

namespace Interactions.Episodes;

/// <summary>What viewers may call at <c>/hubs/viewer</c>: one record in, one record out. Watching needs no token, acting does.</summary>
public interface IViewerHub
{
    /// <summary>Where the hub is.</summary>
    public const string Path = "/hubs/viewer";

    /// <summary>Shows the episode to this connection from now on, and answers a snapshot and what was missed.</summary>
    Task<JoinAnswer> Join(JoinRequest request);

    Task<Answer> Leave(LeaveRequest request);

    /// <summary>Tells which episode an overlay shows, and ends the connection soon after its creator has revoked it. It needs no token but the key.</summary>
    Task<OverlayAnswer> OpenOverlay(OverlayRequest request);

    Task<LikeAnswer> Like(LikeRequest request);

    Task<BookmarkAnswer> Bookmark(BookmarkRequest request);

    Task<ShareAnswer> Share(ShareRequest request);

    Task<FollowAnswer> Follow(FollowRequest request);

    Task<CommentAnswer> Comment(CommentRequest request);

    Task<Answer> Watch(WatchRequest request);

    /// <summary>Takes a comment off every screen, the track and the list. For the episode's creator and moderators.</summary>
    Task<Answer> Retract(RetractRequest request);

    /// <summary>Shows a comment that was held, or lets one stay that was reported. For the episode's creator and moderators.</summary>
    Task<Answer> Release(ReleaseRequest request);

    Task<LikeCommentAnswer> LikeComment(LikeCommentRequest request);

    Task<Answer> Report(ReportRequest request);
}

/// <summary>What the server pushes to viewers.</summary>
public interface IViewerClient
{
    Task Pulse(EpisodePulse pulse);

    Task GoingAway(GoingAway notice);

    /// <summary>The last thing that a connection hears when its token ends; the hub closes it next.</summary>
    Task SessionEnded(SessionEnded notice);
}

/// <summary>This gateway is about to stop: connect again (to any gateway) after a random part of this time.</summary>
public sealed record GoingAway(int RetryAfterMs);

/// <summary>Why a connection is closed.</summary>
public sealed record SessionEnded(SessionEnd Reason);

/// <summary>What may end a connection's token. The names are the same as in the metric of closed connections.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SessionEnd>))]
public enum SessionEnd
{
    /// <summary>Get a new token, then connect again.</summary>
    [JsonStringEnumMemberName("token_expired")]
    TokenExpired,

    /// <summary>The token is refused from now on: sign in anew.</summary>
    [JsonStringEnumMemberName("token_revoked")]
    TokenRevoked,

    /// <summary>The token is good, without a role that it names: connect again.</summary>
    [JsonStringEnumMemberName("role_removed")]
    RoleRemoved,

    /// <summary>The creator has revoked the overlay: do not connect again.</summary>
    [JsonStringEnumMemberName("overlay_revoked")]
    OverlayRevoked,
}
