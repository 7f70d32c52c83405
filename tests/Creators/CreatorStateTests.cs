using CsCheck;
using Interactions.Creators;
using Interactions.Episodes;
using Interactions.Tests.Episodes;
using Interactions.Users;
using Xunit;

namespace Interactions.Tests.Creators;

public sealed class CreatorStateTests
{
    [Fact]
    public void Totals_are_the_sum_of_the_latest_reports_in_whatever_order_they_come() => Gen.Shuffle(Reports()).Sample(order =>
    {
        CreatorState state = new();
        foreach (EpisodeReport report in order.Concat(order)) { state.Apply(new CreatorEntry(0, report), 1); }
        Board board = state.BoardAt("c", 7);
        // Version 9 of three episodes.
        Assert.Equal(27, board.Totals.Likes);
        Assert.Equal(3, board.Episodes.Length);
        Assert.Equivalent(board, Restored(state).BoardAt("c", 7), strict: true);
    });

    [Fact]
    public void A_new_epoch_of_an_episode_counts_from_its_first_report_on()
    {
        CreatorState state = new();
        state.Apply(new CreatorEntry(0, Report("e", "old", 100)), 1);
        state.Apply(new CreatorEntry(0, Report("e", "new", 3)), 2);
        Assert.Equal(3, state.BoardAt("c", 0).Totals.Likes);
    }

    [Fact]
    public void Following_twice_counts_once_and_is_told_once()
    {
        CreatorState state = new();
        UserKey ann = new(1, 1);
        Assert.Equal(new FollowOutcome(true, 1), state.Apply(new CreatorEntry(5, Follow: new Follow(ann, true)), 1));
        Assert.Equal(new FollowOutcome(true, 1), state.Apply(new CreatorEntry(6, Follow: new Follow(ann, true)), 2));
        Assert.Equal(new UserFact(UserFactKind.Follow, ann, 1, 5, On: true), Assert.Single(state.Untold.ToArray()));
        Assert.Equal(new FollowOutcome(false, 0), Restored(state).Apply(new CreatorEntry(7, Follow: new Follow(ann, false)), 3));
    }

    [Fact]
    public void The_board_shows_the_most_watched_first_and_sums_also_what_it_does_not_list()
    {
        CreatorState state = new();
        for (int i = 0; i < Board.EpisodesMax + 20; i++)
        {
            state.Apply(new CreatorEntry(0, new EpisodeReport($"e{i:D3}", "t", "x", Tally.Zero with { Viewers = i, Version = 1 })), i + 1);
        }
        Board board = state.BoardAt("c", 0);
        Assert.Equal(Board.EpisodesMax, board.Episodes.Length);
        Assert.Equal("e119", board.Episodes[0].EpisodeId);
        Assert.Equal(119 * 120 / 2, board.Totals.Viewers);
    }

    private static EpisodeReport[] Reports() =>
        [.. Enumerable.Range(1, 9).SelectMany(version => Enumerable.Range(0, 3).Select(episode => Report($"e{episode}", "x", version)))];

    private static EpisodeReport Report(string id, string epoch, long version) =>
        new(id, "title", epoch, Tally.Zero with { Likes = version, Version = version });

    private static CreatorState Restored(CreatorState state)
    {
        CreatorState restored = new();
        restored.Restore(EpisodeLife.ThroughBytes(state.TakeSnapshot()));
        return restored;
    }
}
