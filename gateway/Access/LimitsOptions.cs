using Interactions.Gateway.Operations;

namespace Interactions.Gateway.Access;

/// <summary>What one user, connection or address may do. The defaults are far above what a person does and far below what hurts others.</summary>
internal sealed class LimitsOptions : ICheckedOptions
{
    public const string Section = "Limits";

    /// <summary>False lifts all of these for benchmarks, and is refused outside Development. Default true.</summary>
    public bool Enforced { get; set; } = true;

    /// <summary>Likes, and bookmarks and likes of comments in buckets of their own: 10 at once, 60 a minute, faster than anybody decides.</summary>
    public BucketOptions Likes { get; } = new(10, TimeSpan.FromSeconds(1));

    /// <summary>Comments: 5 in 10 seconds; more than that is shouting.</summary>
    public BucketOptions Comments { get; } = new(5, TimeSpan.FromSeconds(2));

    /// <summary>Shares: 10 a minute.</summary>
    public BucketOptions Shares { get; } = new(10, TimeSpan.FromSeconds(6));

    /// <summary>Follows: 20 a minute.</summary>
    public BucketOptions Follows { get; } = new(20, TimeSpan.FromSeconds(3));

    /// <summary>Watch reports: one a second where players send one in five, 4 at once after a gap.</summary>
    public BucketOptions Watch { get; } = new(4, TimeSpan.FromSeconds(1));

    /// <summary>Joins: 20 in 10 seconds, for people who swipe through episodes.</summary>
    public BucketOptions Joins { get; } = new(20, TimeSpan.FromMilliseconds(500));

    /// <summary>Reports of comments: 10 a minute.</summary>
    public BucketOptions Reports { get; } = new(10, TimeSpan.FromSeconds(6));

    /// <summary>Retractions and releases: 60 a minute.</summary>
    public BucketOptions Moderation { get; } = new(60, TimeSpan.FromSeconds(1));

    /// <summary>Openings of boards and desks: 2 a second.</summary>
    public BucketOptions Boards { get; } = new(2, TimeSpan.FromMilliseconds(500));

    /// <summary>REST reads: 100 at once, 20 a second.</summary>
    public BucketOptions Reads { get; } = new(100, TimeSpan.FromMilliseconds(50));

    /// <summary>Creating, changing, importing and exporting: 30 at once, 1 a second.</summary>
    public BucketOptions Management { get; } = new(30, TimeSpan.FromSeconds(1));

    /// <summary>
    /// Users of one address whom this gateway has not seen for five minutes: 5,000 at once, as many as may be connected, and 50 a second. Each wakes a
    /// record of his own, and whoever signs tokens could make up any number of them.
    /// </summary>
    public BucketOptions NewUsers { get; } = new(5_000, TimeSpan.FromMilliseconds(20));

    /// <summary>
    /// Anonymous visitors of one address share this many people's budget, default 200: a school or a mobile carrier is one address.
    /// </summary>
    public int AnonymousPerAddress { get; set; } = 200;

    /// <summary>Episodes that one connection shows at once, default 16: a screen shows one, and preloads a few.</summary>
    public int EpisodesPerConnection { get; set; } = 16;

    /// <summary>Hub messages of one connection per second on average, default 200: calls of methods that do not exist count too.</summary>
    public int MessagesPerSecond { get; set; } = 200;

    /// <summary>Hub messages at once, default 2,000: above it the connection is closed.</summary>
    public int MessagesBurst { get; set; } = 2_000;

    /// <summary>Bytes of one connection per second on average, default 64 KiB; ten times that at once.</summary>
    public int BytesPerSecond { get; set; } = 64 * 1024;

    /// <summary>Hub connections of one user, default 20: some devices with some tabs each.</summary>
    public int ConnectionsPerUser { get; set; } = 20;

    /// <summary>Hub connections of one address, default 5,000.</summary>
    public int ConnectionsPerAddress { get; set; } = 5_000;

    /// <summary>Hub connections of this process, default 50,000: about 1.2 GB of memory.</summary>
    public int Connections { get; set; } = 50_000;

    public BucketOptions Bucket(BudgetKind kind) => kind switch
    {
        BudgetKind.Like or BudgetKind.Bookmark or BudgetKind.LikeComment => Likes,
        BudgetKind.Comment => Comments,
        BudgetKind.Share => Shares,
        BudgetKind.Follow => Follows,
        BudgetKind.Watch => Watch,
        BudgetKind.Join => Joins,
        BudgetKind.Report => Reports,
        BudgetKind.Moderate => Moderation,
        BudgetKind.Board => Boards,
        BudgetKind.Read => Reads,
        BudgetKind.Manage => Management,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public void Check(OptionChecks checks)
    {
        checks.Require(Enforced || checks.IsDevelopment, nameof(Enforced), "must be true outside Development");
        Likes.Check(checks, nameof(Likes));
        Comments.Check(checks, nameof(Comments));
        Shares.Check(checks, nameof(Shares));
        Follows.Check(checks, nameof(Follows));
        Watch.Check(checks, nameof(Watch));
        Joins.Check(checks, nameof(Joins));
        Reports.Check(checks, nameof(Reports));
        Moderation.Check(checks, nameof(Moderation));
        Boards.Check(checks, nameof(Boards));
        Reads.Check(checks, nameof(Reads));
        Management.Check(checks, nameof(Management));
        NewUsers.Check(checks, nameof(NewUsers));
        checks.Range(nameof(AnonymousPerAddress), AnonymousPerAddress, 1, 100_000);
        checks.Range(nameof(EpisodesPerConnection), EpisodesPerConnection, 1, 1_000);
        checks.Range(nameof(MessagesPerSecond), MessagesPerSecond, 1, 1_000_000);
        checks.Range(nameof(MessagesBurst), MessagesBurst, 10, 1_000_000);
        checks.Range(nameof(BytesPerSecond), BytesPerSecond, 1_024, 1_000_000_000);
        checks.Range(nameof(ConnectionsPerUser), ConnectionsPerUser, 1, 1_000_000);
        checks.Range(nameof(ConnectionsPerAddress), ConnectionsPerAddress, 1, 1_000_000);
        checks.Range(nameof(Connections), Connections, 1, 1_000_000);
    }
}
