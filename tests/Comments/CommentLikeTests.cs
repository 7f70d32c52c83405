using Interactions.Comments;
using Interactions.Episodes;
using Interactions.Refusals;
using Interactions.Tests.Episodes;
using Interactions.Users;
using Xunit;

namespace Interactions.Tests.Comments;

public sealed class CommentLikeTests
{
    private static readonly CommentId Id = new("a");
    private static readonly UserKey Ann = EpisodeStory.Users[0];
    private static readonly CommentDraft Hello = new("author", "name", 0, "hello", CommentMode.Scroll, 0xFFFFFF);

    private readonly EpisodeLife _life = new();

    public CommentLikeTests()
    {
        _life.Take(EpisodeOperation.Create(EpisodeStory.Creator, EpisodeStory.Settings));
        _life.Take(EpisodeOperation.Comment(Ann, Id, Hello));
    }

    [Fact]
    public void A_like_of_a_comment_counts_once_and_is_taken_back()
    {
        Assert.Equal(new EpisodeOutcome(RefusalCode.None, true, true, 1), Like(true));
        Assert.Equal(new EpisodeOutcome(RefusalCode.None, false, true, 1), Like(true));
        Assert.Equal(1, _life.Tally.CommentLikes);
        Assert.Equal(new EpisodeOutcome(RefusalCode.None, true), Like(false));
        Assert.Equal(new EpisodeOutcome(RefusalCode.None), Like(false));
        Assert.Equal(0, _life.Tally.CommentLikes);
    }

    [Fact]
    public void The_list_says_how_many_like_it_and_whether_the_reader_does()
    {
        Like(true);
        EpisodeState recovered = _life.Recovered().State;
        Comment seen = Assert.Single(recovered.Comments.After(0, Ann));
        Assert.Equal((1, true), (seen.Likes, seen.Liked));
        seen = Assert.Single(recovered.Comments.Latest(9, EpisodeStory.Creator));
        Assert.Equal((1, null), (seen.Likes, seen.Liked));
        Assert.Equal(1, recovered.TallyAt(0, 0).CommentLikes);
    }

    [Fact]
    public void What_is_not_shown_is_not_liked_and_what_comes_back_has_its_likes()
    {
        EpisodeOutcome notFound = EpisodeOutcome.Refused(RefusalCode.NotFound, field: "commentId");
        Assert.Equal(notFound, _life.Take(EpisodeOperation.LikeComment(Ann, true, new CommentId("nothing"))));
        _life.Take(EpisodeOperation.Comment(Ann, new CommentId("held"), Hello with { HeldBy = "list/word" }));
        Assert.Equal(notFound, _life.Take(EpisodeOperation.LikeComment(Ann, true, new CommentId("held"))));
        Like(true);
        _life.Take(EpisodeOperation.Retract(EpisodeStory.Creator, false, Id));
        Assert.Equal(notFound, Like(true));
        Assert.Equal(notFound, Like(false));
        _life.Take(EpisodeOperation.Undo(EpisodeStory.Creator, false, Id));
        Assert.Equal(1, Assert.Single(_life.State.Comments.After(0)).Likes);
    }

    [Fact]
    public void At_the_bound_no_like_is_lost_and_one_more_is_busy_until_another_is_taken_back()
    {
        for (ulong i = 0; i < CommentLog.LikesMax; i++) { _life.State.Comments.Like(_life.State.Comments[0], new UserKey(1, i), true); }
        Assert.Equal(EpisodeOutcome.Refused(RefusalCode.Busy, CommentLog.FullRetryMs), Like(true));
        Assert.False(_life.Take(EpisodeOperation.LikeComment(new UserKey(1, 5), true, Id)).Changed);
        Assert.Equal(CommentLog.LikesMax, _life.Tally.CommentLikes);
        Assert.True(_life.Take(EpisodeOperation.LikeComment(new UserKey(1, 5), false, Id)).Changed);
        Assert.True(Like(true).Changed);
    }

    [Fact]
    public void A_wish_that_arrives_late_does_not_undo_a_newer_one_about_the_same_comment()
    {
        CommentId other = new("b");
        _life.Take(EpisodeOperation.Comment(Ann, other, Hello));
        Assert.Equal(new EpisodeOutcome(RefusalCode.None, true, true, 1), Wish(Id, true, 3));
        Assert.Equal(new EpisodeOutcome(RefusalCode.None, false, true, 1), Wish(Id, false, 2));
        Assert.Equal(new EpisodeOutcome(RefusalCode.None, false, true, 1), Wish(Id, true, 3));
        // About another comment the smaller number is no late one.
        Assert.Equal(new EpisodeOutcome(RefusalCode.None, true, true, 1), Wish(other, true, 2));
        Assert.Equal(new EpisodeOutcome(RefusalCode.None, true), Wish(Id, false, 4));
        Assert.False(_life.Recovered().State.Apply(EpisodeOperation.LikeComment(Ann, true, Id, new ActTurn(7, 3)), 99, 0).Changed);

        EpisodeOutcome Wish(CommentId id, bool on, uint number) => _life.Take(EpisodeOperation.LikeComment(Ann, on, id, new ActTurn(7, number)));
    }

    private EpisodeOutcome Like(bool on) => _life.Take(EpisodeOperation.LikeComment(Ann, on, Id));
}
