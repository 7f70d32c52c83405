using Interactions.Comments;
using Interactions.Users;
using Xunit;

namespace Interactions.Tests.Episodes;

/// <summary>The comments of an episode: shown, held, released, reported, retracted.</summary>
public sealed class CommentLogTests
{
    private static readonly UserKey Ann = new(1, 1);
    private static readonly UserKey Bob = new(2, 2);
    private readonly CommentLog _log = new(60_000);

    [Fact]
    public void A_held_comment_is_nowhere_until_it_is_released_and_then_comes_last()
    {
        StoredComment held = _log.Add(Ann, "h", Draft(1_000, held: true), 1, 100);
        _log.Add(Ann, "s", Draft(1_000), 2, 100);
        Assert.Equal(["s"], Ids());
        Assert.Equal(["h"], _log.Review.Select(comment => comment.Id));
        Assert.True(_log.Release(held, 3));
        Assert.False(_log.Release(held, 4));
        Assert.Equal(["s", "h"], Ids());
        Assert.Equal(["h"], _log.After(2).Select(comment => comment.Id));
        Assert.Empty(_log.Review);
        // Of one millisecond, the one that appeared first comes first, also after a recovery.
        Assert.Equal([1, 0], _log.Track.Segment(0).ToArray());
        Assert.Equal([1, 0], Restored().Track.Segment(0).ToArray());
    }

    [Fact]
    public void A_retracted_comment_leaves_list_track_and_review_for_good()
    {
        StoredComment comment = _log.Add(Ann, "a", Draft(1_000), 1, 100);
        Assert.True(_log.Report(comment, Bob));
        Assert.True(_log.Retract(comment, 2));
        Assert.False(_log.Retract(comment, 3));
        Assert.False(_log.Release(comment, 4));
        Assert.Empty(Ids());
        Assert.Empty(_log.Review);
        Assert.Equal(0, _log.ShownCount);
        Assert.True(_log.Track.Segment(0).IsEmpty);
        Assert.Equal(["a"], _log.Retracted(1, 2));
        Assert.Empty(_log.Retracted(2, 9));
        Assert.Equal(["a"], Restored().Retracted(0, 9));
    }

    [Fact]
    public void A_held_comment_that_is_retracted_was_never_on_a_screen()
    {
        StoredComment held = _log.Add(Ann, "h", Draft(0, held: true), 1, 100);
        Assert.True(_log.Retract(held, 2));
        Assert.Empty(_log.Retracted(0, 9));
        Assert.Equal(CommentStanding.Retracted, held.Standing);
    }

    [Fact]
    public void A_user_reports_a_comment_once_and_reporters_are_bounded()
    {
        StoredComment comment = _log.Add(Ann, "a", Draft(0), 1, 100);
        Assert.True(_log.Report(comment, Bob));
        Assert.False(_log.Report(comment, Bob));
        for (ulong user = 10; user < 10 + CommentLog.ReportersMax; user++) { _log.Report(comment, new UserKey(3, user)); }
        Assert.Equal(CommentLog.ReportersMax, comment.Reporters?.Count);
        Assert.Equal(["a"], Restored().Review.Select(found => found.Id));
    }

    [Fact]
    public void A_reported_comment_that_may_stay_leaves_the_review_until_somebody_else_reports_it()
    {
        StoredComment comment = _log.Add(Ann, "a", Draft(0), 1, 100);
        Assert.False(_log.Release(comment, 2));
        _log.Report(comment, Bob);
        Assert.True(_log.Release(comment, 3));
        Assert.False(_log.Release(comment, 4));
        Assert.Equal(["a"], Ids());
        Assert.Empty(_log.Review);
        Assert.Empty(Restored().Review);

        Assert.False(_log.Report(comment, Bob));
        Assert.Empty(_log.Review);
        Assert.True(_log.Report(comment, Ann));
        Assert.Equal(("a", 1), (Assert.Single(_log.Review).Id, comment.OpenReports));
        Assert.Equal(1, Assert.Single(Restored().Review).OpenReports);
    }

    [Fact]
    public void The_latest_are_the_last_shown_in_order()
    {
        for (int i = 1; i <= 5; i++) { _log.Add(Ann, $"c{i}", Draft(i), i, 100); }
        _log.Retract(_log.Find("c4")!, 6);
        Assert.Equal(["c3", "c5"], _log.Latest(2).Select(comment => comment.Id));
    }

    [Fact]
    public void Own_comments_are_found_by_the_clients_id_and_all_by_the_shown_one()
    {
        _log.Add(Ann, "a", Draft(0), 1, 100);
        StoredComment second = _log.Add(Bob, "a", Draft(0), 2, 100);
        Assert.Equal("a.2", second.Id);
        Assert.Same(second, _log.FindOwn(Bob, "a"));
        Assert.Same(second, _log.Find("a.2"));
        Assert.Null(_log.FindOwn(Bob, "a.2"));
        CommentLog restored = Restored();
        Assert.Equal((Bob, "a.2"), (restored.FindOwn(Bob, "a")!.User, restored.FindOwn(Bob, "a")!.Id));
        Assert.Same(restored.FindOwn(Bob, "a"), restored.Find("a.2"));
        Assert.Null(restored.FindOwn(Bob, "a.2"));
        Assert.Equal("a.3", restored.Add(new UserKey(7, 7), "a", Draft(0), 3, 100).Id);
    }

    private string[] Ids() => [.. _log.After(0).Select(comment => comment.Id)];

    private CommentLog Restored() => new(60_000, _log.Pack());

    private static CommentDraft Draft(int atMs, bool held = false) =>
        new("author", "name", atMs, "text", CommentMode.Scroll, 0, held ? "list/word" : null);
}
