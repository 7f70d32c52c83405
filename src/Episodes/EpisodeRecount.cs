namespace Interactions.Episodes;

/// <summary>An episode's counters beside a recount of its facts at the same offset.</summary>
/// <param name="Counters">What the living episode shows.</param>
/// <param name="Recount">What all its durable facts add up to, read again from the storage into an empty state. Viewers are no fact and count as shown.</param>
[GenerateSerializer, Immutable, Alias("interactions.episode-recount.v1")]
public sealed record EpisodeRecount([property: Id(0)] Tally Counters, [property: Id(1)] Tally Recount)
{
    /// <summary>By how much all counters together are wrong. 0, or there is a fault in the product or in the storage.</summary>
    public long Drift =>
        Math.Abs(Counters.Likes - Recount.Likes) + Math.Abs(Counters.Bookmarks - Recount.Bookmarks) + Math.Abs(Counters.Shares - Recount.Shares)
        + Math.Abs(Counters.Comments - Recount.Comments) + Math.Abs(Counters.Peak - Recount.Peak) + Math.Abs(Counters.Plays - Recount.Plays)
        + Math.Abs(Counters.UniqueViewers - Recount.UniqueViewers) + Math.Abs(Counters.WatchSeconds - Recount.WatchSeconds)
        + Math.Abs(Counters.Completions - Recount.Completions) + Math.Abs(Counters.EarlyExits - Recount.EarlyExits)
        + Math.Abs(Counters.CommentLikes - Recount.CommentLikes);
}
