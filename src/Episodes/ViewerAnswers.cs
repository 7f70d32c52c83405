using Interactions.Comments;
using Interactions.Refusals;

namespace Interactions.Episodes;

// What viewers get back. `Ok` is false exactly when `Refusal` is there.

/// <param name="Reset">True: forget what you have, <paramref name="Comments"/> are the latest ones. False: they are all that you missed.</param>
/// <param name="Retracted">Names of comments that were retracted meanwhile.</param>
/// <param name="Thanked">Names of comments that the creator thanked for meanwhile; null = none.</param>
public sealed record JoinAnswer(
    bool Ok,
    Refusal? Refusal = null,
    string? Epoch = null,
    long Offset = 0,
    bool Reset = false,
    Tally? Tally = null,
    Mine? Mine = null,
    Comment[]? Comments = null,
    string[]? Retracted = null,
    EpisodeSettings? Settings = null,
    string[]? Thanked = null);

/// <summary>The answer of a method that has nothing to tell but whether it was done.</summary>
public sealed record Answer(bool Ok, Refusal? Refusal = null);

/// <param name="EpisodeId">The episode to join.</param>
public sealed record OverlayAnswer(bool Ok, Refusal? Refusal = null, string? EpisodeId = null);

public sealed record LikeAnswer(bool Ok, Refusal? Refusal = null, bool Liked = false, long Likes = 0);

/// <param name="Likes">How many users like the comment now.</param>
public sealed record LikeCommentAnswer(bool Ok, Refusal? Refusal = null, bool Liked = false, long Likes = 0);

public sealed record BookmarkAnswer(bool Ok, Refusal? Refusal = null, bool Bookmarked = false, long Bookmarks = 0);

public sealed record ShareAnswer(bool Ok, Refusal? Refusal = null, long Shares = 0);

public sealed record FollowAnswer(bool Ok, Refusal? Refusal = null, bool Following = false, long Followers = 0);

/// <param name="Offset">Its place in the episode's order.</param>
/// <param name="Held">Stored, but shown only after a moderator has released it.</param>
public sealed record CommentAnswer(bool Ok, Refusal? Refusal = null, long Offset = 0, bool Held = false);
