using Interactions.Episodes;
using Xunit;

namespace Interactions.Tests.Processes;

/// <summary>A check that cannot fail proves nothing: each planted fault must be found, and a good run must not be blamed.</summary>
public sealed class CheckTests
{
    private static readonly Evidence Good = new(
        [
            new(ActKind.Like, "ann", "e", On: false), new(ActKind.Like, "ann", "e"), new(ActKind.Like, "bob", "e"), new(ActKind.Bookmark, "bob", "e"),
            new(ActKind.Share, "ann", "e", "s1"), new(ActKind.Share, "ann", "e", "s1"), new(ActKind.Share, "bob", "e", "s1"),
            new(ActKind.Comment, "ann", "e", "c1", Offset: 5), new(ActKind.Comment, "bob", "e", "c2", Offset: 7),
            new(ActKind.Comment, "bob", "e", "c3", Offset: 9), new(ActKind.Retract, "bob", "e", "c3"),
            new(ActKind.Watch, "ann", "e", "w1"), new(ActKind.Follow, "ann", "lin"),
        ],
        [
            new("e", Tally.Zero with { Likes = 2, Bookmarks = 1, Shares = 2, Comments = 2, Plays = 1 }, [new(5, "c1"), new(7, "c2")],
                new Dictionary<string, Mine> { ["ann"] = new(true, false), ["bob"] = new(true, true) }, Drift: 0),
        ],
        new Dictionary<string, long> { ["lin"] = 1 },
        [new("ann", "e", 0, 12, [new(5, "c1"), new(7, "c2"), new(9, "c3")]), new("bob", "e", 6, 12, [new(7, "c2")])],
        [new("e", 2, 2)],
        []);

    private static readonly EpisodeFacts Facts = Good.Facts[0];

    [Fact]
    public void A_run_in_which_every_promise_held_is_not_blamed() => Assert.Empty(new Checks(Good).Run().All);

    [Fact]
    public void A_lost_like_is_found()
    {
        Dictionary<string, Mine> mine = new(Facts.Mine) { ["ann"] = new(false, false) };
        Assert.Single(Of(Facts with { Mine = mine, Tally = Facts.Tally with { Likes = 1 } }).Lost);
    }

    [Fact]
    public void A_like_that_counts_twice_is_found() => Assert.Single(Of(Facts with { Tally = Facts.Tally with { Likes = 3 } }).Doubled);

    [Fact]
    public void A_lost_share_session_or_follower_is_found()
    {
        Assert.Single(Of(Facts with { Tally = Facts.Tally with { Shares = 1 } }).Lost);
        Assert.Single(Of(Facts with { Tally = Facts.Tally with { Plays = 0 } }).Lost);
        Assert.Single(new Checks(Good with { Followers = new Dictionary<string, long> { ["lin"] = 0 } }).Run().Lost);
    }

    [Fact]
    public void A_share_that_counts_twice_is_found() => Assert.Single(Of(Facts with { Tally = Facts.Tally with { Shares = 3 } }).Doubled);

    [Fact]
    public void A_lost_comment_is_found() =>
        Assert.Single(Of(Facts with { Comments = [new(5, "c1")], Tally = Facts.Tally with { Comments = 1 } }).Lost);

    [Fact]
    public void A_comment_that_moved_is_found() => Assert.Single(Of(Facts with { Comments = [new(5, "c1"), new(8, "c2")] }).Lost);

    [Fact]
    public void A_comment_that_is_there_twice_is_found() => Assert.Single(
        Of(Facts with { Comments = [new(5, "c1"), new(7, "c2"), new(8, "c2.8")], Tally = Facts.Tally with { Comments = 3 } }).Doubled);

    [Fact]
    public void A_retraction_that_is_lost_is_found() => Assert.Single(
        Of(Facts with { Comments = [new(5, "c1"), new(7, "c2"), new(9, "c3")], Tally = Facts.Tally with { Comments = 3 } }).Lost);

    [Fact]
    public void A_swapped_pair_on_a_screen_is_found() =>
        Assert.Single(Seen(new Stretch("ann", "e", 0, 12, [new(7, "c2"), new(5, "c1")])).Gaps);

    [Fact]
    public void A_comment_that_comes_twice_on_a_screen_is_found() =>
        Assert.Single(Seen(new Stretch("ann", "e", 0, 12, [new(5, "c1"), new(5, "c1"), new(7, "c2")])).Gaps);

    [Fact]
    public void A_hole_on_a_screen_is_found_and_what_came_before_or_after_it_was_there_is_none()
    {
        Assert.Single(Seen(new Stretch("ann", "e", 0, 12, [new(5, "c1")])).Gaps);
        Assert.Empty(Seen(new Stretch("ann", "e", 5, 6, [])).Gaps);
    }

    [Fact]
    public void A_comment_on_a_screen_that_was_never_kept_is_found() =>
        Assert.Single(Seen(new Stretch("ann", "e", 6, 12, [new(7, "c2"), new(11, "cx")])).Gaps);

    [Fact]
    public void A_ghost_viewer_is_found() => Assert.Single(new Checks(Good with { Viewers = [new("e", 2, 3)] }).Run().Others);

    [Fact]
    public void A_drift_and_an_operation_without_an_answer_are_found()
    {
        Assert.Single(Of(Facts with { Drift = 1 }).Others);
        Assert.Single(new Checks(Good with { Unresolved = ["like"] }).Run().Others);
    }

    private static Findings Of(EpisodeFacts facts) => new Checks(Good with { Facts = [facts] }).Run();

    private static Findings Seen(Stretch stretch) => new Checks(Good with { Stretches = [stretch] }).Run();
}
