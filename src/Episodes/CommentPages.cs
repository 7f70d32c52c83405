using Interactions.Comments;
using Interactions.Users;

namespace Interactions.Episodes;

/// <summary>Asks for the shown comments after an offset, in the episode's order.</summary>
/// <param name="Limit">1 to 500.</param>
/// <param name="Reader">Whose likes are marked, or null.</param>
[GenerateSerializer, Immutable, Alias("interactions.comment-query.v1")]
public sealed record CommentQuery([property: Id(0)] long After, [property: Id(1)] int Limit, [property: Id(2)] UserKey? Reader = null)
{
    public const int LimitMax = 500;
    public const int LimitDefault = 100;
}

/// <param name="Next">Ask again with this as <c>after</c>; null when the list has ended.</param>
[GenerateSerializer, Immutable, Alias("interactions.comment-page.v1")]
public sealed record CommentPage([property: Id(0)] Comment[] Comments, [property: Id(1)] long? Next);

/// <param name="Segment">Which 30 s of playback, from 0.</param>
/// <param name="KnownVersion">The version that the asker has, or null.</param>
[GenerateSerializer, Immutable, Alias("interactions.track-query.v1")]
public sealed record TrackQuery([property: Id(0)] int Segment, [property: Id(1)] string? KnownVersion);

/// <summary>The comments of 30 s of playback, by playback time.</summary>
/// <param name="Version">Changes whenever the segment does; the HTTP ETag.</param>
/// <param name="Comments">Null when the asker's version is the current one.</param>
[GenerateSerializer, Immutable, Alias("interactions.track-segment.v1")]
public sealed record TrackSegment([property: Id(0)] int Segment, [property: Id(1)] string Version, [property: Id(2)] Comment[]? Comments);

/// <summary>A comment that waits for a moderator, or was reported.</summary>
/// <param name="HeldBy">The rule that holds it, or null when it is shown.</param>
/// <param name="Reports">How many users have reported it since a moderator let it stay, if one did.</param>
[GenerateSerializer, Immutable, Alias("interactions.queued-comment.v1")]
public sealed record QueuedComment(
    [property: Id(0)] Comment Comment, [property: Id(1)] string? HeldBy, [property: Id(2)] int Reports, [property: Id(3)] string AuthorKey);

/// <summary>What a moderator has to look at, oldest first, at most <see cref="LengthMax"/>.</summary>
[GenerateSerializer, Immutable, Alias("interactions.comment-review.v1")]
public sealed record CommentReview([property: Id(0)] QueuedComment[] Comments)
{
    public const int LengthMax = 200;
}
