using Interactions.Users;

namespace Interactions.Comments;

/// <summary>A comment as its episode keeps it, shown or not. Mutable, and touched by its <see cref="CommentLog"/> only.</summary>
[GenerateSerializer, Alias("interactions.stored-comment.v1")]
public sealed class StoredComment
{
    [Id(0)] public required string Id { get; init; }

    /// <summary>Nobody for an imported comment.</summary>
    [Id(1)] public required UserKey User { get; init; }

    /// <summary>The id that the author's client made.</summary>
    [Id(2)] public required string ClientId { get; init; }

    [Id(3)] public required CommentDraft Draft { get; init; }

    [Id(4)] public required long WrittenAtMs { get; init; }

    /// <summary>The offset at which it was accepted.</summary>
    [Id(5)] public required long AcceptedOffset { get; init; }

    /// <summary>The offset at which it appeared, 0 while it is held.</summary>
    [Id(6)] public long ShownOffset { get; set; }

    /// <summary>The offset at which it was retracted, 0 if it was not.</summary>
    [Id(7)] public long RetractedOffset { get; set; }

    [Id(8)] public HashSet<UserKey>? Reporters { get; set; }

    /// <summary>How many had reported it when a moderator let it stay.</summary>
    [Id(9)] public int SettledReports { get; set; }

    /// <summary>The offset at which a release was taken back, 0 if it is shown or was never.</summary>
    [Id(10)] public long HeldAgainOffset { get; set; }

    /// <summary>Written by the episode's creator.</summary>
    [Id(11)] public bool ByCreator { get; init; }

    /// <summary>The offset at which the creator thanked for it, 0 if he did not.</summary>
    [Id(12)] public long ThankedOffset { get; set; }

    /// <summary>Who likes it now; null when nobody ever did.</summary>
    [Id(13)] public HashSet<UserKey>? Likers { get; set; }

    public int LikeCount => Likers?.Count ?? 0;

    public bool IsLikedBy(UserKey user) => Likers?.Contains(user) == true;

    /// <summary>How many have reported it since a moderator decided.</summary>
    public int OpenReports => (Reporters?.Count ?? 0) - SettledReports;

    public bool IsShown => ShownOffset > 0 && RetractedOffset == 0;

    public bool IsHeld => ShownOffset == 0 && RetractedOffset == 0;

    public CommentStanding Standing => IsShown ? CommentStanding.Shown : IsHeld ? CommentStanding.Held : CommentStanding.Retracted;

    /// <summary>The same thing said at the same place: a repetition, not a conflict.</summary>
    public bool SameContent(CommentDraft other) =>
        Draft.AtMs == other.AtMs && Draft.Text == other.Text && Draft.Mode == other.Mode && Draft.Color == other.Color
        && Draft.ReplyTo == other.ReplyTo;

    public Comment ToComment() => new(
        IsHeld ? AcceptedOffset : ShownOffset, Id, Draft.Author, Draft.Name, Draft.AtMs, Draft.Text, WrittenAtMs, Draft.Mode, Draft.Color,
        ByCreator: ByCreator ? true : null, ReplyTo: Draft.ReplyTo, Thanked: ThankedOffset > 0 ? true : null);

    /// <summary>With its likes: they change without a new place in any order, so only what is read anew carries them.</summary>
    public Comment ToComment(UserKey? reader) => LikeCount == 0
        ? ToComment()
        : ToComment() with { Likes = LikeCount, Liked = reader is { } user && IsLikedBy(user) ? true : null };
}
