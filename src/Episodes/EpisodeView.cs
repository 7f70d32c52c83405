using Interactions.Comments;
using Interactions.Users;

namespace Interactions.Episodes;

/// <summary>A position in an episode's order.</summary>
/// <param name="Epoch">The journal's generation; another one means that offsets do not compare.</param>
/// <param name="Offset">0 or greater; 0 = before everything.</param>
[GenerateSerializer, Immutable, Alias("interactions.episode-position.v1")]
public sealed record EpisodePosition([property: Id(0)] string? Epoch, [property: Id(1)] long Offset);

/// <summary>Asks an episode for what a viewer needs on joining or coming back.</summary>
/// <param name="User">Whose state to add, or null for an anonymous visitor.</param>
/// <param name="After">Where the viewer stood, or null at first.</param>
[GenerateSerializer, Immutable, Alias("interactions.episode-question.v1")]
public sealed record EpisodeQuestion([property: Id(0)] UserKey? User, [property: Id(1)] EpisodePosition? After)
{
    /// <summary>Most comments in one answer; who missed more starts afresh with the latest ones (<c>reset</c>).</summary>
    public const int CommentsMax = 300;
}

/// <summary>What a viewer's own state is in an episode; from the episode itself, so it is always current.</summary>
[GenerateSerializer, Immutable, Alias("interactions.mine.v1")]
public sealed record Mine([property: Id(0)] bool Liked, [property: Id(1)] bool Bookmarked);

/// <summary>An episode at one instant.</summary>
/// <param name="Reset">True: <paramref name="Comments"/> are the latest ones. False: they are all that came after the asker's position.</param>
[GenerateSerializer, Immutable, Alias("interactions.episode-view.v1")]
public sealed record EpisodeView(
    [property: Id(0)] string Epoch,
    [property: Id(1)] long Offset,
    [property: Id(2)] bool Reset,
    [property: Id(3)] Tally Tally,
    [property: Id(4)] Mine Mine,
    [property: Id(5)] Comment[] Comments,
    [property: Id(6)] string[] Retracted,
    [property: Id(7)] EpisodeSettings? Settings,
    [property: Id(8)] string[]? Thanked = null);
