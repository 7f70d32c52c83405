using Interactions.Comments;
using Interactions.Episodes;
using Interactions.Gateway.Episodes;
using Interactions.Users;
using Xunit;

namespace Interactions.Tests.Episodes;

public sealed class WaitingOperationsTests
{
    private const int OperationsMax = 1_000;
    private static readonly TimeSpan Start = TimeSpan.FromHours(1);
    private readonly WaitingOperations _waiting = new(OperationsMax, TimeSpan.FromMilliseconds(24));

    [Fact]
    public void Nothing_is_due_while_nothing_waits() => Assert.Null(_waiting.DueIn(Start));

    [Fact]
    public void The_first_comment_after_a_rest_goes_at_once_and_the_next_ones_gather()
    {
        Add(Comment);
        Assert.Equal(TimeSpan.Zero, _waiting.DueIn(Start));
        Assert.Single(_waiting.Take(Start));
        Add(Comment);
        Add(Comment);
        Assert.Equal(TimeSpan.FromMilliseconds(19), _waiting.DueIn(AtMs(5)));
        Assert.Equal(TimeSpan.Zero, _waiting.DueIn(AtMs(24)));
        Assert.Equal(2, _waiting.Take(AtMs(24)).Length);
        Assert.Null(_waiting.DueIn(AtMs(24)));
    }

    [Fact]
    public void Anything_else_goes_at_once_and_takes_comments_along_in_their_order()
    {
        _waiting.Take(Start);
        Add(Comment);
        Add(Like);
        Add(Comment);
        Assert.Equal(TimeSpan.Zero, _waiting.DueIn(AtMs(1)));
        Assert.Equal([EpisodeAct.Comment, EpisodeAct.Like, EpisodeAct.Comment], _waiting.Take(AtMs(1)).Select(one => one.Operation.Act));
        Add(Comment);
        Assert.Equal(TimeSpan.FromMilliseconds(23), _waiting.DueIn(AtMs(2)));
    }

    [Fact]
    public void Many_comments_do_not_wait_for_more()
    {
        _waiting.Take(Start);
        for (int i = 1; i < WaitingOperations.CommentsEnough; i++) { Add(Comment); }
        Assert.Equal(TimeSpan.FromMilliseconds(23), _waiting.DueIn(AtMs(1)));
        Add(Comment);
        Assert.Equal(TimeSpan.Zero, _waiting.DueIn(AtMs(1)));
    }

    [Fact]
    public void With_a_comment_a_millisecond_batches_go_a_fifth_sooner()
    {
        for (int i = 0; i < 24; i++) { Add(Comment); }
        _waiting.Take(Start);
        Add(Comment);
        Assert.Equal(TimeSpan.FromMilliseconds(18.2), _waiting.DueIn(AtMs(1)));
    }

    [Fact]
    public void In_a_storm_everything_gathers_for_a_few_milliseconds_and_after_it_nothing_does()
    {
        for (int i = 0; i < WaitingOperations.StormMin; i++) { Add(Like); }
        Assert.Equal(WaitingOperations.StormMin, _waiting.Take(Start).Length);
        Add(Like);
        Assert.Equal(TimeSpan.FromMilliseconds(4), _waiting.DueIn(AtMs(1)));
        for (int i = 1; i < WaitingOperations.StormEnough; i++) { Add(Like); }
        Assert.Equal(TimeSpan.Zero, _waiting.DueIn(AtMs(1)));
        _waiting.Take(AtMs(1));
        Add(Like);
        Assert.Equal(TimeSpan.Zero, _waiting.DueIn(AtMs(6)));
        Assert.Single(_waiting.Take(AtMs(6)));
        Add(Like);
        Assert.Equal(TimeSpan.Zero, _waiting.DueIn(AtMs(6)));
    }

    [Fact]
    public void What_was_taken_late_is_not_counted_any_more()
    {
        _waiting.Take(Start);
        Add(Like, since: 7);
        Add(Comment, since: 8);
        Assert.True(_waiting.TryTakeLate(8, out WaitingOperation late));
        Assert.Equal(EpisodeAct.Like, late.Operation.Act);
        Assert.False(_waiting.TryTakeLate(8, out _));
        Assert.Equal(TimeSpan.FromMilliseconds(23), _waiting.DueIn(AtMs(1)));
    }

    [Fact]
    public void It_is_bounded_and_a_batch_is_too()
    {
        for (int i = 0; i < OperationsMax; i++) { Add(Like); }
        Assert.False(_waiting.TryAdd(new WaitingOperation(Like, 0, new())));
        Assert.Equal(EpisodeBatch.OperationsMax, _waiting.Take(Start).Length);
        Assert.Equal(TimeSpan.Zero, _waiting.DueIn(Start));
        Add(Like);
    }

    private static EpisodeOperation Like => EpisodeOperation.Like(new UserKey(1, 1), true);

    private static EpisodeOperation Comment { get; } =
        EpisodeOperation.Comment(new UserKey(1, 1), new CommentId("c1"), new CommentDraft("ann", "Ann", 0, "hello", CommentMode.Scroll, 0xFFFFFF));

    private static TimeSpan AtMs(int ms) => Start + TimeSpan.FromMilliseconds(ms);

    private void Add(EpisodeOperation operation, long since = 0) => Assert.True(_waiting.TryAdd(new WaitingOperation(operation, since, new())));
}
