using Interactions.Comments;
using Interactions.Users;
using Xunit;

namespace Interactions.Tests.Comments;

/// <summary>What moderators decide, and take back.</summary>
public sealed class DecisionTests
{
    private static readonly UserKey Ann = new(1, 1);
    private static readonly UserKey Bob = new(2, 2);
    private readonly CommentLog _log = new(60_000);

    [Fact]
    public void A_shown_comment_that_was_removed_by_mistake_comes_back_at_a_new_place()
    {
        StoredComment comment = Add("a", 1);
        Add("b", 2);
        _log.Retract(comment, 3);
        Assert.True(_log.Undo(comment, 4));
        Assert.Equal(["b", "a"], Ids(_log));
        Assert.Empty(_log.Retracted(0, 9));
        Assert.Equal(2, _log.ShownCount);
        Assert.Equal(["b", "a"], Ids(Restored()));
    }

    [Fact]
    public void A_held_comment_that_was_removed_by_mistake_is_held_again()
    {
        StoredComment comment = Add("a", 1, held: true);
        _log.Retract(comment, 2);
        Assert.True(_log.Undo(comment, 3));
        Assert.Equal(CommentStanding.Held, comment.Standing);
        Assert.Equal(["a"], _log.Review.Select(one => one.Id));
        Assert.Empty(Ids(_log));
    }

    [Fact]
    public void A_released_comment_is_held_again_and_leaves_the_screens()
    {
        StoredComment comment = Add("a", 1, held: true);
        _log.Release(comment, 2);
        Assert.True(_log.Undo(comment, 3));
        Assert.Empty(Ids(_log));
        Assert.Equal(["a"], _log.Retracted(2, 3));
        Assert.Equal(["a"], Restored().Retracted(2, 3));
        Assert.Equal(["a"], _log.Review.Select(one => one.Id));
        Assert.True(_log.Release(comment, 4));
        Assert.Equal(["a"], Ids(_log));
        Assert.Empty(_log.Retracted(0, 9));
    }

    [Fact]
    public void Settled_reports_stay_settled_until_that_is_taken_back()
    {
        StoredComment comment = Add("a", 1);
        _log.Report(comment, Bob);
        Assert.True(_log.Release(comment, 2));
        Assert.Empty(_log.Review);
        Assert.Empty(Restored().Review);
        Assert.True(_log.Undo(comment, 3));
        Assert.Equal(["a"], _log.Review.Select(one => one.Id));
        Assert.Equal(["a"], Ids(_log));
    }

    [Fact]
    public void Where_nobody_decided_there_is_nothing_to_take_back()
    {
        Assert.False(_log.Undo(Add("a", 1), 2));
        Assert.False(_log.Undo(Add("h", 3, held: true), 4));
    }

    private StoredComment Add(string id, long offset, bool held = false) =>
        _log.Add(Ann, id, new CommentDraft("author", "", 1_000, "text", CommentMode.Scroll, 0, held ? "list/rule" : null), offset, 100);

    private CommentLog Restored() => new(60_000, _log.Pack());

    private static string[] Ids(CommentLog log) => [.. log.After(0).Select(comment => comment.Id)];
}
