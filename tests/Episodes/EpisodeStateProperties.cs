using CsCheck;
using Interactions.Episodes;
using Interactions.Refusals;
using Xunit;

namespace Interactions.Tests.Episodes;

public sealed class EpisodeStateProperties
{
    /// <summary>So many that rare meetings (a name taken in advance, a late release in the same millisecond) are among them.</summary>
    private const int Stories = 3_000;

    [Fact]
    public void A_checkpoint_anywhere_changes_neither_state_nor_outcomes() => Gen.Select(EpisodeStory.Any, Gen.Int[0, 60]).Sample((story, at) =>
    {
        (EpisodeLife whole, EpisodeLife broken) = (new EpisodeLife(), new EpisodeLife());
        for (int i = 0; i < story.Length; i++)
        {
            if (i == at) { broken = broken.Recovered(); }
            Assert.Equal(whole.Take(story[i]), broken.Take(story[i]));
        }
        Assert.Equal(whole.Describe(), broken.Describe());
    }, iter: Stories);

    [Fact]
    public void Replaying_a_story_gives_the_same_state() => EpisodeStory.Any.Sample(story =>
    {
        (EpisodeLife life, EpisodeLife replay) = (new EpisodeLife(), new EpisodeLife());
        foreach (EpisodeEvent happening in story) { life.Take(happening); }
        EpisodeOperation[] journal = EpisodeLife.ThroughBytes(story.Select(happening => happening.Operation).ToArray());
        for (int i = 0; i < journal.Length; i++) { replay.Take(story[i] with { Operation = journal[i] }); }
        Assert.Equal(life.Describe(), replay.Describe());
    }, iter: Stories);

    [Fact]
    public void Duplicates_in_any_order_after_the_first_change_no_counter() => Gen.Select(
        EpisodeStory.Repeatable, Gen.Int.Array[80]).Sample((story, order) =>
    {
        EpisodeLife life = new();
        EpisodeEvent[] accepted = [.. story.Where(happening => life.Take(happening).Refusal == RefusalCode.None)];
        Tally before = life.Tally;
        foreach ((EpisodeEvent happening, int _) in accepted.Concat(accepted).Zip(order.Concat(order)).OrderBy(pair => pair.Second))
        {
            Assert.False(life.Take(happening).Changed, $"{happening.Operation.Act} changed something when it came again.");
        }
        Assert.Equal(before, life.Tally);
    }, iter: Stories);

    [Fact]
    public void The_tally_and_the_likes_by_second_are_what_a_naive_recount_gives() => EpisodeStory.Any.Sample(story =>
    {
        (EpisodeLife life, NaiveEpisode naive) = (new EpisodeLife(), new NaiveEpisode());
        long atMs = EpisodeStory.StartMs;
        for (int i = 0; i < story.Length; i++)
        {
            life.Take(story[i]);
            naive.Take(story[i].Operation, i + 1, atMs += story[i].PauseMs);
            Assert.Equal(naive.Tally, life.Tally);
        }
        Assert.Equal(naive.LikesBySecond, life.State.LikesBySecond.ToArray());
    }, iter: Stories);

    [Fact]
    public void The_retention_histogram_adds_up_to_the_watch_seconds() => EpisodeStory.Any.Sample(story =>
    {
        EpisodeLife life = new();
        foreach (EpisodeEvent happening in story) { life.Take(happening); }
        Assert.Equal(life.Tally.WatchSeconds, life.State.Watching.Retention.ToArray().Sum(count => (long)count));
        Assert.All(life.State.Watching.Retention.ToArray(), count => Assert.InRange(count, 0, life.Tally.Plays));
    }, iter: Stories);
}
