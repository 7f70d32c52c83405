namespace Interactions.Users;

/// <summary>Facts of one source (an episode or a creator) for one user, in the source's order.</summary>
/// <param name="Source">The grain that tells: <c>episode/ID</c> or <c>creator/ID</c>.</param>
/// <param name="Epoch">The source journal's generation; a new one starts the offsets afresh.</param>
[GenerateSerializer, Immutable, Alias("interactions.user-projection.v1")]
public sealed record UserProjection(
    [property: Id(0)] string Source, [property: Id(1)] string SourceId, [property: Id(2)] string Epoch, [property: Id(3)] UserFact[] Facts);

/// <summary>An episode in a user's list.</summary>
[GenerateSerializer, Immutable, Alias("interactions.user-episode.v1")]
public sealed record UserEpisode([property: Id(0)] string EpisodeId, [property: Id(1)] long AtMs);

/// <summary>Where a user left an episode.</summary>
[GenerateSerializer, Immutable, Alias("interactions.user-progress.v1")]
public sealed record UserProgress([property: Id(0)] string EpisodeId, [property: Id(1)] int PositionMs, [property: Id(2)] long AtMs);

/// <summary>A user's own comment and how it stands.</summary>
[GenerateSerializer, Immutable, Alias("interactions.user-comment.v1")]
public sealed record UserComment(
    [property: Id(0)] string EpisodeId,
    [property: Id(1)] string CommentId,
    [property: Id(2)] string Text,
    [property: Id(3)] int PositionMs,
    [property: Id(4)] CommentStanding State,
    [property: Id(5)] long AtMs);

/// <summary>A user's own record, newest first; each list is cut at <see cref="ListLengthMax"/>.</summary>
[GenerateSerializer, Immutable, Alias("interactions.user-record.v1")]
public sealed record UserRecord(
    [property: Id(0)] UserEpisode[] Likes,
    [property: Id(1)] UserEpisode[] Bookmarks,
    [property: Id(2)] string[] Follows,
    [property: Id(3)] UserProgress[] History,
    [property: Id(4)] UserComment[] Comments,
    [property: Id(5)] UserStanding Standing)
{
    public const int ListLengthMax = 500;
}

/// <summary>Whether a user may comment.</summary>
/// <param name="MutedUntilMs">Unix milliseconds; 0 = not muted.</param>
[GenerateSerializer, Immutable, Alias("interactions.user-standing.v1")]
public sealed record UserStanding([property: Id(0)] long MutedUntilMs, [property: Id(1)] string? Reason);

/// <summary>A user's settings: small texts that his clients keep, such as the danmaku density. Nothing in the product reads them.</summary>
[GenerateSerializer, Immutable, Alias("interactions.user-settings.v1")]
public sealed record UserSettings([property: Id(0)] IReadOnlyDictionary<string, string> Values)
{
    /// <summary>Most settings of one user.</summary>
    public const int ValuesMax = 32;

    /// <summary>Longest value, in characters; names are ids.</summary>
    public const int ValueLengthMax = 256;
}
