using Interactions.Creators;
using Interactions.Episodes;
using Interactions.Tests.Episodes;
using Interactions.Users;
using Xunit;

namespace Interactions.Tests.Creators;

public sealed class MilestoneTests
{
    [Fact]
    public void Each_round_number_is_told_once_whatever_falls_rises_or_comes_again()
    {
        CreatorState state = new();
        long[] likes = [99, 100, 100, 98, 101, 12_000, 11_999];
        for (int i = 0; i < likes.Length; i++)
        {
            if (i == 4) { state = Restored(state); }
            state.Apply(new CreatorEntry(i, Report("e", likes[i], version: i + 1)), i + 1);
        }
        state.Apply(new CreatorEntry(9, Report("e", 12_000, version: 6)), 9);
        Assert.Equal([(10_000, 5), (1_000, 5), (100, 1)], state.BoardAt("c", 0).Milestones.Select(one => (one.Count, one.AtMs)));
        Assert.All(state.BoardAt("c", 0).Milestones, one => Assert.Equal((MilestoneKind.Likes, "e"), (one.Kind, one.EpisodeId)));
    }

    [Fact]
    public void Followers_viewers_and_comments_have_theirs_and_the_newest_stand_first()
    {
        CreatorState state = new();
        for (ulong user = 0; user < 100; user++) { state.Apply(new CreatorEntry(7, Follow: new Follow(new UserKey(1, user), true)), (long)user + 1); }
        Tally tally = Tally.Zero with { UniqueViewers = 100, Comments = 100, Version = 1 };
        state.Apply(new CreatorEntry(8, new EpisodeReport("e", "title", "x", tally)), 101);
        Assert.Equal(
            [MilestoneKind.Comments, MilestoneKind.UniqueViewers, MilestoneKind.Followers], state.BoardAt("c", 0).Milestones.Select(one => one.Kind));
    }

    [Fact]
    public void A_board_shows_the_latest_and_what_it_no_longer_shows_is_not_told_again()
    {
        CreatorState state = new();
        for (int i = 0; i < Milestones.LengthMax + 5; i++) { state.Apply(new CreatorEntry(i, Report($"e{i}", 100, version: 1)), i + 1); }
        Milestone[] latest = state.BoardAt("c", 0).Milestones;
        Assert.Equal((Milestones.LengthMax, "e24"), (latest.Length, latest[0].EpisodeId));
        state.Apply(new CreatorEntry(99, Report("e0", 101, version: 2)), 99);
        Assert.Equal(latest, Restored(state).BoardAt("c", 0).Milestones);
    }

    private static EpisodeReport Report(string id, long likes, long version) => new(id, "title", "x", Tally.Zero with { Likes = likes, Version = version });

    private static CreatorState Restored(CreatorState state)
    {
        CreatorState restored = new();
        restored.Restore(EpisodeLife.ThroughBytes(state.TakeSnapshot()));
        return restored;
    }
}
