using Interactions.Comments;
using Interactions.Episodes;
using Interactions.Refusals;
using Interactions.Tests.Episodes;
using Interactions.Users;
using Xunit;

namespace Interactions.Tests.Comments;

/// <summary>What a creator does with a comment of his audience: pin it, thank for it, answer it.</summary>
public sealed class PinTests
{
    private static readonly UserKey Creator = EpisodeStory.Creator;
    private static readonly UserKey Ann = EpisodeStory.Users[0];
    private static readonly CommentId Hello = new("hello");
    private static readonly CommentDraft Said = new("ann", "Ann", 5_000, "hello", CommentMode.Scroll, 0xFFFFFF);

    private readonly EpisodeLife _life = new();

    public PinTests()
    {
        _life.Take(EpisodeOperation.Create(Creator, EpisodeStory.Settings));
        _life.Take(EpisodeOperation.Comment(Ann, Hello, Said));
    }

    private Comment? Pinned => _life.State.Settings!.Pinned;

    [Fact]
    public void Pinning_again_changes_nothing_and_another_pin_takes_its_place()
    {
        _life.Take(EpisodeOperation.Comment(Ann, new CommentId("other"), Said));
        Assert.True(_life.Take(EpisodeOperation.Pin(Creator, Hello)).Changed);
        Assert.False(_life.Take(EpisodeOperation.Pin(Creator, Hello)).Changed);
        Assert.Equal(("hello", 4), (Pinned?.Id, _life.State.SettingsOffset));
        Assert.True(_life.Take(EpisodeOperation.Pin(Creator, new CommentId("other"))).Changed);
        Assert.Equal("other", _life.Recovered().State.Settings!.Pinned?.Id);
        Assert.True(_life.Take(EpisodeOperation.Pin(Creator, null)).Changed);
        Assert.False(_life.Take(EpisodeOperation.Pin(Creator, null)).Changed);
        Assert.Null(Pinned);
    }

    [Fact]
    public void A_pinned_comment_that_leaves_the_screens_is_pinned_no_more()
    {
        _life.Take(EpisodeOperation.Pin(Creator, Hello));
        _life.Take(EpisodeOperation.Retract(Ann, moderator: true, Hello));
        Assert.Equal((null, 4), (Pinned, _life.State.SettingsOffset));
        Assert.Equal(RefusalCode.NotFound, _life.Take(EpisodeOperation.Pin(Creator, Hello)).Refusal);
    }

    [Fact]
    public void Thanking_twice_is_told_once_and_shows_on_the_comment_wherever_it_is()
    {
        ulong before = _life.State.Comments.Track.Version(0);
        _life.Take(EpisodeOperation.Pin(Creator, Hello));
        Assert.True(_life.Take(EpisodeOperation.Thank(Creator, Hello)).Changed);
        Assert.False(_life.Take(EpisodeOperation.Thank(Creator, Hello)).Changed);
        EpisodeState state = _life.Recovered().State;
        Assert.Equal(["hello"], state.Comments.Thanked(3, 4)!);
        Assert.Null(state.Comments.Thanked(4, 9));
        Assert.True(Assert.Single(state.Comments.Latest(9)).Thanked);
        Assert.True(state.Settings!.Pinned!.Thanked);
        Assert.NotEqual(before, state.Comments.Track.Version(0));
    }

    [Fact]
    public void An_answer_is_the_creators_and_says_whom_it_answers()
    {
        CommentDraft answer = Said with { Author = "lin", Text = "Thank you!", ReplyTo = "hello" };
        Assert.True(_life.Take(EpisodeOperation.Comment(Creator, new CommentId("answer"), answer)).Changed);
        EpisodeOutcome again = _life.Take(EpisodeOperation.Comment(Creator, new CommentId("answer"), answer));
        Assert.Equal((RefusalCode.None, false, 3), (again.Refusal, again.Changed, again.Offset));
        Assert.Equal(RefusalCode.Conflict, _life.Take(EpisodeOperation.Comment(Creator, new CommentId("answer"), answer with { ReplyTo = null })).Refusal);
        Comment[] shown = _life.Recovered().State.Comments.Latest(9);
        Assert.Equal([(null, null), (true, "hello")], shown.Select(comment => (comment.ByCreator, comment.ReplyTo)));
    }

    [Fact]
    public void Only_the_creator_pins_thanks_and_answers_and_only_what_is_shown()
    {
        CommentDraft answer = Said with { ReplyTo = "hello" };
        EpisodeOperation[] forbidden =
        [
            EpisodeOperation.Pin(Ann, Hello), EpisodeOperation.Pin(Ann, null), EpisodeOperation.Thank(Ann, Hello),
            EpisodeOperation.Comment(Ann, new CommentId("a"), answer),
        ];
        Assert.All(forbidden, operation => Assert.Equal(RefusalCode.Forbidden, _life.Take(operation).Refusal));
        CommentId nothing = new("nothing");
        EpisodeOperation[] lost =
        [
            EpisodeOperation.Pin(Creator, nothing), EpisodeOperation.Thank(Creator, nothing),
            EpisodeOperation.Comment(Creator, new CommentId("b"), answer with { ReplyTo = "nothing" }),
        ];
        Assert.All(lost, operation => Assert.Equal(RefusalCode.NotFound, _life.Take(operation).Refusal));
    }
}
