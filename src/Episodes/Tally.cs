namespace Interactions.Episodes;

/// <summary>
/// The counters of an episode. Each is a projection of its facts; two tallies of different episodes (or of shards of one) add up.
/// </summary>
/// <param name="Likes">Users who like it now.</param>
/// <param name="Bookmarks">Users who keep it now.</param>
/// <param name="Shares">Distinct shares (user, share id).</param>
/// <param name="Comments">Comments that are shown: neither held nor retracted.</param>
/// <param name="Viewers">Screens that show it now, from the gateways' leases.</param>
/// <param name="Peak">The most viewers at once that were ever recorded.</param>
/// <param name="Plays">Watch sessions begun.</param>
/// <param name="UniqueViewers">Users who watched at least one second.</param>
/// <param name="WatchSeconds">Seconds watched, each second of a session once.</param>
/// <param name="Completions">Sessions that saw at least 95 % of the episode.</param>
/// <param name="EarlyExits">Sessions that ended with fewer than 3 seconds seen.</param>
/// <param name="Version">The journal offset up to which facts are counted.</param>
/// <param name="CommentLikes">Likes of comments: pairs of a user and a comment, also of comments that are not shown any more.</param>
[GenerateSerializer, Immutable, Alias("interactions.tally.v1")]
public sealed record Tally(
    [property: Id(0)] long Likes,
    [property: Id(1)] long Bookmarks,
    [property: Id(2)] long Shares,
    [property: Id(3)] long Comments,
    [property: Id(4)] long Viewers,
    [property: Id(5)] long Peak,
    [property: Id(6)] long Plays,
    [property: Id(7)] long UniqueViewers,
    [property: Id(8)] long WatchSeconds,
    [property: Id(9)] long Completions,
    [property: Id(10)] long EarlyExits,
    [property: Id(11)] long Version,
    [property: Id(12)] long CommentLikes = 0)
{
    public static readonly Tally Zero = new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>Adds up; a peak of a sum is at most the sum of the peaks, and that is what is shown. The version is the later one.</summary>
    public static Tally operator +(Tally a, Tally b) => new(
        a.Likes + b.Likes, a.Bookmarks + b.Bookmarks, a.Shares + b.Shares, a.Comments + b.Comments, a.Viewers + b.Viewers, a.Peak + b.Peak,
        a.Plays + b.Plays, a.UniqueViewers + b.UniqueViewers, a.WatchSeconds + b.WatchSeconds, a.Completions + b.Completions,
        a.EarlyExits + b.EarlyExits, Math.Max(a.Version, b.Version), a.CommentLikes + b.CommentLikes);

    /// <summary>The same counters, whatever the version: nothing to tell anybody.</summary>
    public bool SameCounters(Tally other) => this with { Version = other.Version } == other;
}
