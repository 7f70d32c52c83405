using Interactions.Comments;
using Interactions.Users;
using Interactions.Watching;

namespace Interactions.Episodes;

/// <summary>What can happen to an episode. Numbers are stored in journals: never reuse one.</summary>
public enum EpisodeAct : byte
{
    Create = 1,
    Configure = 2,
    Like = 3,
    Bookmark = 4,
    Share = 5,
    Comment = 6,
    Import = 7,
    Retract = 8,
    Release = 9,
    Report = 10,
    Watch = 11,
    Peak = 12,
    Undo = 13,
    Pin = 14,
    Thank = 15,
    Mute = 16,
    LikeComment = 17,
}

/// <summary>
/// One operation on an episode. It says what shall be so, not what shall be added, so repeating it is harmless.
/// A flat value rather than a class per act: a batch of five hundred is one array.
/// </summary>
/// <param name="User">Who acts; of an import or a peak, nobody.</param>
/// <param name="On">Like, bookmark, like of a comment: whether it shall be so. Retract, release, configure: whether a moderator acts.</param>
/// <param name="Id">The share's, comment's or watch session's id. Pin: null pins nothing.</param>
/// <param name="By">Retract, release, undo, mute: the moderator's name for the audit log.</param>
/// <param name="AtMs">Like: the playback time, 0 or greater; null when the client does not say.</param>
/// <param name="Number">
/// Like, bookmark, like of a comment: the <see cref="ActTurn"/>, packed. Watch: the report's sequence number. Peak: the viewers. Mute: seconds, 0 = lifted.
/// </param>
[GenerateSerializer, Immutable, Alias("interactions.episode-operation.v1")]
public readonly record struct EpisodeOperation(
    [property: Id(0)] EpisodeAct Act,
    [property: Id(1)] UserKey User,
    [property: Id(2)] bool On = false,
    [property: Id(3)] string? Id = null,
    [property: Id(4)] long Number = 0,
    [property: Id(5)] CommentDraft? Draft = null,
    [property: Id(6)] WatchReport? Seen = null,
    [property: Id(7)] EpisodeSettings? Settings = null,
    [property: Id(8)] SettingsChange? Change = null,
    [property: Id(9)] string? By = null,
    [property: Id(10)] int? AtMs = null)
{
    public static EpisodeOperation Create(UserKey creator, EpisodeSettings settings) => new(EpisodeAct.Create, creator, Settings: settings);

    public static EpisodeOperation Configure(UserKey user, bool moderator, SettingsChange change) =>
        new(EpisodeAct.Configure, user, moderator, Change: change);

    public static EpisodeOperation Like(UserKey user, bool on, ActTurn turn = default, int? atMs = null) =>
        new(EpisodeAct.Like, user, on, Number: turn.Packed, AtMs: atMs);

    public static EpisodeOperation Bookmark(UserKey user, bool on, ActTurn turn = default) =>
        new(EpisodeAct.Bookmark, user, on, Number: turn.Packed);

    public static EpisodeOperation Share(UserKey user, string shareId) => new(EpisodeAct.Share, user, Id: shareId);

    public static EpisodeOperation Comment(UserKey user, CommentId id, CommentDraft draft) => new(EpisodeAct.Comment, user, Id: id.Value, Draft: draft);

    public static EpisodeOperation Import(CommentId id, CommentDraft draft) => new(EpisodeAct.Import, UserKey.None, Id: id.Value, Draft: draft);

    public static EpisodeOperation Retract(UserKey user, bool moderator, CommentId id) => new(EpisodeAct.Retract, user, moderator, id.Value);

    public static EpisodeOperation Release(UserKey user, bool moderator, CommentId id) => new(EpisodeAct.Release, user, moderator, id.Value);

    /// <summary>Takes the last decision about a comment back.</summary>
    public static EpisodeOperation Undo(UserKey user, bool moderator, CommentId id) => new(EpisodeAct.Undo, user, moderator, id.Value);

    /// <summary>Pins one comment to the top of the episode, or none. For the creator.</summary>
    public static EpisodeOperation Pin(UserKey user, CommentId? id) => new(EpisodeAct.Pin, user, Id: id?.Value);

    /// <summary>The creator thanks for a comment.</summary>
    public static EpisodeOperation Thank(UserKey user, CommentId id) => new(EpisodeAct.Thank, user, Id: id.Value);

    /// <summary>Notes that a moderator has muted the comment's author; the mute itself is the user's.</summary>
    public static EpisodeOperation Mute(UserKey user, CommentId id, long seconds, string by) =>
        new(EpisodeAct.Mute, user, On: true, id.Value, seconds, By: by);

    public static EpisodeOperation LikeComment(UserKey user, bool on, CommentId id, ActTurn turn = default) =>
        new(EpisodeAct.LikeComment, user, on, id.Value, turn.Packed);

    public static EpisodeOperation Report(UserKey user, CommentId id) => new(EpisodeAct.Report, user, Id: id.Value);

    public static EpisodeOperation Watch(UserKey user, string sessionId, long seq, WatchReport seen) =>
        new(EpisodeAct.Watch, user, Id: sessionId, Number: seq, Seen: seen);

    public static EpisodeOperation Peak(long viewers) => new(EpisodeAct.Peak, UserKey.None, Number: viewers);
}
