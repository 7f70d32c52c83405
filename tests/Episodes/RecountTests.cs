using Interactions.Comments;
using Interactions.Episodes;
using Interactions.Refusals;
using Interactions.Tests.Journal;
using Interactions.Users;
using Interactions.Watching;
using Xunit;

namespace Interactions.Tests.Episodes;

[Collection(nameof(TestSilo))]
public sealed class RecountTests(TestSilo silo)
{
    [Fact]
    public async Task A_recount_finds_the_counters_that_are_shown()
    {
        IEpisodeGrain episode = await silo.NewEpisode();
        UserKey[] users = [.. Enumerable.Range(1, 50).Select(i => new UserKey((ulong)i, 1))];
        await Task.WhenAll(users.Select(user => episode.Apply(new EpisodeBatch([
            EpisodeOperation.Like(user, true), EpisodeOperation.Share(user, "s"),
            EpisodeOperation.Comment(user, new CommentId("c"), new("a", "A", 0, "hi", CommentMode.Top, 0)),
            EpisodeOperation.LikeComment(user, true, new CommentId("c")),
            EpisodeOperation.Watch(user, "w", 1, new WatchReport([0, 2], false))]))));
        EpisodeRecount recount = await episode.Verify();
        Assert.Equal(0, recount.Drift);
        Assert.Equal(recount.Counters, recount.Recount);
        Tally counted = recount.Recount;
        Assert.Equal((50, 50, 50, 50, 50), (counted.Likes, counted.Shares, counted.Comments, counted.Plays, counted.CommentLikes));
    }

    [Fact]
    public async Task A_recount_compares_at_one_offset_while_the_episode_goes_on()
    {
        IEpisodeGrain episode = await silo.NewEpisode();
        const int Rounds = 10;
        // A recount that stalls behind thousands of likes and several checkpoints gives up, as it may: fewer come while one runs.
        const int LikesOfRound = 100;
        for (int round = 0; round < Rounds; round++)
        {
            Task<EpisodeRecount> recount = episode.Verify();
            for (int like = 0; like < LikesOfRound; like++)
            {
                await episode.Apply(new EpisodeBatch([EpisodeOperation.Like(new UserKey((ulong)((round * LikesOfRound) + like), 2), true)]));
            }
            Assert.Equal((await recount).Counters, (await recount).Recount);
        }
        Assert.Equal(Rounds * LikesOfRound, (await episode.Verify()).Recount.Likes);
    }

    [Fact]
    public void Each_counter_that_is_wrong_adds_to_the_drift()
    {
        Tally one = new(1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 5, 1);
        Assert.Equal(0, new EpisodeRecount(one, one).Drift);
        Assert.Equal(11, new EpisodeRecount(one, Tally.Zero with { Version = 5 }).Drift);
        Assert.Equal(11, new EpisodeRecount(Tally.Zero with { Version = 5 }, one).Drift);
    }

    [Fact]
    public async Task While_the_storage_is_away_a_recount_is_refused()
    {
        IEpisodeGrain episode = await silo.NewEpisode();
        silo.Storage.Decide = (_, _) => Fault.FailsBefore;
        try
        {
            await Assert.ThrowsAsync<BusyException>(episode.Verify);
        }
        finally { silo.Storage.Decide = (_, _) => Fault.None; }
        Assert.Equal(0, (await episode.Verify()).Drift);
    }
}
