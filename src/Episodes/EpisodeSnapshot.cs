using Interactions.Comments;
using Interactions.Users;
using Interactions.Watching;

namespace Interactions.Episodes;

/// <summary>An <see cref="EpisodeState"/> as a checkpoint keeps it.</summary>
/// <param name="Likes">16 bytes a user.</param>
/// <param name="Untold">Facts that their users have not heard of: the cursor of the projection.</param>
/// <param name="Comments">Of checkpoints that were written before comments were packed; empty in new ones.</param>
/// <param name="AtMs">The instant of the last entry, Unix milliseconds.</param>
[GenerateSerializer, Immutable, Alias("interactions.episode-snapshot.v1")]
public sealed record EpisodeSnapshot(
    [property: Id(0)] EpisodeSettings? Settings,
    [property: Id(1)] long SettingsOffset,
    [property: Id(2)] UserKey Creator,
    [property: Id(3)] byte[] Likes,
    [property: Id(4)] byte[] Bookmarks,
    [property: Id(5)] ClientKey[] Shares,
    [property: Id(6)] StoredComment[] Comments,
    [property: Id(7)] WatchSnapshot Watching,
    [property: Id(8)] KeyValuePair<UserKey, long>[] SlowMode,
    [property: Id(9)] UserFact[] Untold,
    [property: Id(10)] long AtMs = 0,
    [property: Id(11)] Decision[]? Decisions = null,
    [property: Id(12)] TakenTurn[]? Turns = null,
    [property: Id(13)] KeyValuePair<UserKey, int>[]? LikePlaces = null,
    [property: Id(14)] long DeskOffset = 0,
    [property: Id(15)] byte[]? PackedComments = null);
