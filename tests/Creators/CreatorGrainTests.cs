using Interactions.Creators;
using Interactions.Episodes;
using Interactions.Tests.Episodes;
using Interactions.Users;
using Xunit;

namespace Interactions.Tests.Creators;

[Collection(nameof(TestSilo))]
public sealed class CreatorGrainTests(TestSilo silo)
{
    [Fact]
    public async Task The_board_is_the_sum_of_the_episodes_also_after_all_have_been_deactivated()
    {
        string id = Guid.NewGuid().ToString("N");
        IEpisodeGrain[] episodes = [await silo.NewEpisode(id), await silo.NewEpisode(id)];
        ICreatorGrain creator = silo.Creator(id);
        for (ulong user = 0; user < 10; user++)
        {
            EpisodeBatch like = new([EpisodeOperation.Like(new UserKey(4, user), true)]);
            foreach (IEpisodeGrain episode in episodes) { await episode.Apply(like); }
        }
        await silo.Within(TimeSpan.FromSeconds(2), async () => (await creator.GetBoard()).Totals.Likes == 20);
        await silo.Deactivate(creator);
        await silo.Deactivate(episodes[0]);
        await episodes[0].Apply(new EpisodeBatch([EpisodeOperation.Like(new UserKey(4, 0), false)]));
        await silo.Within(TimeSpan.FromSeconds(2), async () => await creator.GetBoard() is { Totals.Likes: 19, Episodes.Length: 2 });
    }

    [Fact]
    public async Task Open_dashboards_hear_of_changes_at_most_four_times_a_second()
    {
        ICreatorGrain creator = silo.Creator(Guid.NewGuid().ToString("N"));
        BoardLog log = new();
        BoardLease lease = new("gateway", silo.Grains.CreateObjectReference<ICreatorObserver>(log));
        await creator.Renew(lease);
        for (ulong user = 0; user < 50; user++) { await creator.Apply(new Follow(new UserKey(5, user), true)); }
        Assert.Empty(log.Heard);
        await silo.Within(TimeSpan.FromSeconds(1), () => Task.FromResult(log.Heard is [{ Followers: 50 }]));
        silo.Clock.Advance(BoardLease.Duration);
        await creator.Apply(new Follow(new UserKey(5, 99), true));
        silo.Clock.Advance(TimeSpan.FromSeconds(1));
        await silo.Deactivate(creator);
        Assert.Equal(51, (await creator.GetBoard()).Followers);
        Assert.Single(log.Heard);
    }

    private sealed class BoardLog : ICreatorObserver
    {
        public List<Board> Heard { get; } = [];

        public Task OnBoard(Board board)
        {
            Heard.Add(board);
            return Task.CompletedTask;
        }
    }
}
