using Interactions.Comments;
using Interactions.Episodes;
using Interactions.Refusals;
using Interactions.Users;
using Xunit;

namespace Interactions.Tests.Episodes;

public sealed class EpisodeStateTests
{
    private static readonly UserKey Ann = EpisodeStory.Users[0];
    private static readonly UserKey Bob = EpisodeStory.Users[1];
    private static readonly CommentDraft Hello = new("ann", "Ann", 5_000, "hello", CommentMode.Scroll, 0xFFFFFF);

    [Fact]
    public void Liking_says_what_shall_be_so_and_tells_the_count()
    {
        EpisodeLife life = Created();
        Assert.Equal(new EpisodeOutcome(RefusalCode.None, true, true, 1), life.Take(EpisodeOperation.Like(Ann, true)));
        Assert.Equal(new EpisodeOutcome(RefusalCode.None, false, true, 1), life.Take(EpisodeOperation.Like(Ann, true)));
        Assert.Equal(new EpisodeOutcome(RefusalCode.None, true, true, 2), life.Take(EpisodeOperation.Like(Bob, true)));
        Assert.Equal(new EpisodeOutcome(RefusalCode.None, true, false, 1), life.Take(EpisodeOperation.Like(Ann, false)));
        Assert.Equal(new Mine(false, false), life.State.MineOf(Ann));
        Assert.Equal(new Mine(true, false), life.State.MineOf(Bob));
    }

    [Fact]
    public void A_like_counts_at_its_second_until_it_is_taken_back()
    {
        EpisodeLife life = Created();
        life.Take(EpisodeOperation.Like(Ann, true, atMs: 5_900));
        life.Take(EpisodeOperation.Like(Ann, true, atMs: 9_000));
        life.Take(EpisodeOperation.Like(Bob, true, atMs: int.MaxValue));
        life.Take(EpisodeOperation.Like(EpisodeStory.Creator, true));
        life = life.Recovered();
        Assert.Equal((2, 1, 1), (life.State.LikesBySecond.ToArray().Sum(), life.State.LikesBySecond[5], life.State.LikesBySecond[^1]));
        life.Take(EpisodeOperation.Like(Ann, false));
        Assert.Equal((1, 0), (life.State.LikesBySecond.ToArray().Sum(), life.State.LikesBySecond[5]));
    }

    [Fact]
    public void Before_it_is_created_there_is_nothing() =>
        Assert.Equal(RefusalCode.NotFound, new EpisodeLife().Take(EpisodeOperation.Like(Ann, true)).Refusal);

    [Fact]
    public void Creating_again_is_harmless_and_another_creator_is_told_of_the_conflict()
    {
        EpisodeLife life = Created();
        Assert.Equal(new EpisodeOutcome(RefusalCode.None), life.Take(EpisodeOperation.Create(EpisodeStory.Creator, EpisodeStory.Settings)));
        Assert.Equal(RefusalCode.Conflict, life.Take(EpisodeOperation.Create(Ann, EpisodeStory.Settings)).Refusal);
        EpisodeSettings other = EpisodeStory.Settings with { DurationMs = 5_000 };
        Assert.Equal(RefusalCode.Conflict, life.Take(EpisodeOperation.Create(EpisodeStory.Creator, other)).Refusal);
    }

    [Theory]
    [InlineData(EpisodeStage.Draft, RefusalCode.NotFound, RefusalCode.NotFound)]
    [InlineData(EpisodeStage.Open, RefusalCode.None, RefusalCode.None)]
    [InlineData(EpisodeStage.Closed, RefusalCode.Closed, RefusalCode.None)]
    public void Row_56_the_stage_decides_who_may_act_and_watch(EpisodeStage stage, RefusalCode acting, RefusalCode watching)
    {
        EpisodeLife life = Created();
        life.Take(EpisodeOperation.Configure(EpisodeStory.Creator, false, new SettingsChange(State: stage)));
        Assert.Equal(acting, life.Take(EpisodeOperation.Like(Ann, true)).Refusal);
        Assert.Equal(acting, life.Take(EpisodeOperation.Comment(Ann, new CommentId("a"), Hello)).Refusal);
        Assert.Equal(watching, life.Take(EpisodeOperation.Watch(Ann, "s", 1, new([0, 5], false))).Refusal);
        Assert.Equal(RefusalCode.None, life.Take(EpisodeOperation.Import(new CommentId("row"), Hello)).Refusal);
    }

    [Fact]
    public void Only_the_creator_and_moderators_configure_and_moderate()
    {
        EpisodeLife life = Created();
        life.Take(EpisodeOperation.Comment(Ann, new CommentId("a"), Hello));
        SettingsChange closed = new(State: EpisodeStage.Closed);
        Assert.Equal(RefusalCode.Forbidden, life.Take(EpisodeOperation.Configure(Ann, false, closed)).Refusal);
        Assert.Equal(RefusalCode.Forbidden, life.Take(EpisodeOperation.Retract(Ann, false, new CommentId("a"))).Refusal);
        Assert.Equal(RefusalCode.Forbidden, life.Take(EpisodeOperation.Retract(Ann, false, new CommentId("nothing"))).Refusal);
        Assert.True(life.Take(EpisodeOperation.Configure(Bob, true, closed)).Changed);
        Assert.True(life.Take(EpisodeOperation.Retract(EpisodeStory.Creator, false, new CommentId("a"))).Changed);
        Assert.Equal(RefusalCode.NotFound, life.Take(EpisodeOperation.Retract(Bob, true, new CommentId("nothing"))).Refusal);
    }

    [Fact]
    public void Changes_of_different_settings_do_not_undo_each_other()
    {
        EpisodeLife life = Created();
        life.Take(EpisodeOperation.Configure(EpisodeStory.Creator, false, new SettingsChange(Title: "New")));
        life.Take(EpisodeOperation.Configure(Bob, true, new SettingsChange(SlowModeMs: 5_000)));
        life.Take(EpisodeOperation.Configure(EpisodeStory.Creator, false, new SettingsChange(State: EpisodeStage.Closed)));
        EpisodeSettings expected = EpisodeStory.Settings with { Title = "New", SlowModeMs = 5_000, State = EpisodeStage.Closed };
        Assert.Equal(expected, life.State.Settings);
        Assert.False(life.Take(EpisodeOperation.Configure(Bob, true, new SettingsChange(SlowModeMs: 5_000))).Changed);
        Assert.False(life.Take(EpisodeOperation.Configure(Bob, true, new SettingsChange())).Changed);
        Assert.Equal(4, life.State.SettingsOffset);
    }

    [Fact]
    public void Letting_a_reported_comment_stay_says_nothing_new_to_its_author()
    {
        EpisodeLife life = Created();
        life.Take(EpisodeOperation.Comment(Ann, new CommentId("a"), Hello));
        life.Take(EpisodeOperation.Report(Bob, new CommentId("a")));
        Assert.Equal(RefusalCode.Forbidden, life.Take(EpisodeOperation.Release(Ann, false, new CommentId("a"))).Refusal);
        Assert.Single(life.State.Comments.Review);
        Assert.True(life.Take(EpisodeOperation.Release(EpisodeStory.Creator, false, new CommentId("a"))).Changed);
        Assert.False(life.Take(EpisodeOperation.Release(EpisodeStory.Creator, false, new CommentId("a"))).Changed);
        Assert.Empty(life.State.Comments.Review);
        Assert.Single(life.State.Untold.ToArray());
        Assert.Equal(1, life.Tally.Comments);
    }

    [Fact]
    public void Row_51_and_54_a_comment_sent_again_is_known_and_other_content_is_a_conflict()
    {
        EpisodeLife life = Created();
        EpisodeOutcome first = life.Take(EpisodeOperation.Comment(Ann, new CommentId("a"), Hello));
        Assert.Equal(first with { Changed = false }, life.Take(EpisodeOperation.Comment(Ann, new CommentId("a"), Hello), 24 * 3_600_000));
        Assert.Equal(
            RefusalCode.Conflict, life.Take(EpisodeOperation.Comment(Ann, new CommentId("a"), Hello with { Text = "other" })).Refusal);
        Assert.Equal("hello", Assert.Single(life.State.Comments.After(0)).Text);
    }

    [Fact]
    public void Row_52_the_same_id_of_another_user_gets_a_name_of_its_own()
    {
        EpisodeLife life = Created();
        life.Take(EpisodeOperation.Comment(Ann, new CommentId("a"), Hello));
        EpisodeOutcome second = life.Take(EpisodeOperation.Comment(Bob, new CommentId("a"), Hello));
        Assert.True(second.Changed);
        Assert.Equal(["a", $"a.{second.Offset}"], life.State.Comments.After(0).Select(comment => comment.Id));
    }

    [Fact]
    public void A_name_that_an_imported_file_took_in_advance_is_passed_over()
    {
        EpisodeLife life = Created();
        life.Take(EpisodeOperation.Import(new CommentId("a.4"), Hello));
        life.Take(EpisodeOperation.Comment(Ann, new CommentId("a"), Hello));
        EpisodeOutcome second = life.Take(EpisodeOperation.Comment(Bob, new CommentId("a"), Hello));
        Assert.Equal(4, second.Offset);
        Assert.Equal(["a.4", "a", "a.5"], life.State.Comments.After(0).Select(comment => comment.Id));
        Assert.Equal(life.Describe(), life.Recovered().Describe());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(EpisodeStory.DurationMs + 1)]
    [InlineData(int.MaxValue)]
    public void Row_48_a_comment_outside_the_episode_is_invalid(int atMs)
    {
        EpisodeOutcome outcome = Created().Take(EpisodeOperation.Comment(Ann, new CommentId("a"), Hello with { AtMs = atMs }));
        Assert.Equal(EpisodeOutcome.Refused(RefusalCode.Invalid, field: "atMs"), outcome);
    }

    [Fact]
    public void Slow_mode_makes_viewers_wait_and_not_the_creator()
    {
        EpisodeLife life = Created();
        life.Take(EpisodeOperation.Configure(EpisodeStory.Creator, false, new SettingsChange(SlowModeMs: 10_000)));
        Assert.True(life.Take(EpisodeOperation.Comment(Ann, new CommentId("a"), Hello)).Changed);
        EpisodeOutcome early = life.Take(EpisodeOperation.Comment(Ann, new CommentId("b"), Hello), 4_000);
        Assert.Equal(EpisodeOutcome.Refused(RefusalCode.TooFast, 6_000), early);
        Assert.False(life.Take(EpisodeOperation.Comment(Ann, new CommentId("a"), Hello)).Changed);
        Assert.True(life.Take(EpisodeOperation.Comment(Bob, new CommentId("b"), Hello)).Changed);
        for (int i = 0; i < 3; i++) { Assert.True(life.Take(EpisodeOperation.Comment(EpisodeStory.Creator, new CommentId($"c{i}"), Hello)).Changed); }
        Assert.True(life.Take(EpisodeOperation.Comment(Ann, new CommentId("b"), Hello), 6_000).Changed);
    }

    [Fact]
    public void Importing_an_export_back_where_it_came_from_brings_nothing_twice()
    {
        EpisodeLife life = Created();
        life.Take(EpisodeOperation.Comment(Ann, new CommentId("a"), Hello));
        life.Take(EpisodeOperation.Comment(Bob, new CommentId("a"), Hello));
        foreach (Comment comment in life.State.Comments.After(0).ToArray())
        {
            Assert.False(life.Take(EpisodeOperation.Import(new CommentId(comment.Id), Hello)).Changed);
        }
        Assert.Equal(2, life.Tally.Comments);
    }

    private static EpisodeLife Created()
    {
        EpisodeLife life = new();
        Assert.True(life.Take(EpisodeOperation.Create(EpisodeStory.Creator, EpisodeStory.Settings)).Changed);
        return life;
    }
}
