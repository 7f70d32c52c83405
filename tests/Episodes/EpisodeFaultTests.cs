using Interactions.Episodes;
using Interactions.Refusals;
using Interactions.Tests.Journal;
using Interactions.Users;
using Xunit;

namespace Interactions.Tests.Episodes;

[Collection(nameof(TestSilo))]
public sealed class EpisodeFaultTests(TestSilo silo) : IDisposable
{
    public void Dispose() => silo.Storage.Decide = (_, _) => Fault.None;

    [Fact]
    public async Task Without_storage_an_episode_says_busy_and_recovers_by_itself_afterwards()
    {
        IEpisodeGrain episode = await silo.NewEpisode();
        await Like(episode, 1);
        silo.Storage.Decide = (_, _) => Fault.FailsBefore;
        Task<EpisodeOutcomes> lost = Like(episode, 2);
        await Assert.ThrowsAsync<BusyException>(() => silo.Drive(lost, TestSilo.Unlimited));
        silo.Storage.Decide = (_, _) => Fault.None;

        // The users' records may still wait for time to pass before they try again, and the activation that ends waits for them.
        Task<EpisodeOutcomes> next = Like(episode, 3);
        await silo.Drive(next, TestSilo.Unlimited);
        Assert.Equal(2, (await next).Outcomes[0].Count);
        Assert.Equal(3, (await Like(episode, 2)).Outcomes[0].Count);
        Assert.Equal(3, (await episode.GetTally()).Likes);
    }

    [Fact]
    public async Task A_write_whose_answer_is_lost_counts_once()
    {
        IEpisodeGrain episode = await silo.NewEpisode();
        int left = 1;
        silo.Storage.Decide = (call, name) => call == StorageCall.Write && name.StartsWith("s/", StringComparison.Ordinal) && left-- > 0
            ? Fault.FailsAfter
            : Fault.None;
        Task<EpisodeOutcomes> like = Like(episode, 1);
        await silo.Drive(like, TestSilo.Unlimited);
        silo.Storage.Decide = (_, _) => Fault.None;
        Assert.Equal(new EpisodeOutcome(RefusalCode.None, true, true, 1), (await like).Outcomes[0]);
        await silo.Deactivate(episode);
        Assert.Equal(1, (await episode.GetTally()).Likes);
    }

    [Fact]
    public async Task An_episode_that_cannot_be_read_at_activation_answers_when_the_storage_is_back()
    {
        IEpisodeGrain episode = await silo.NewEpisode();
        await Like(episode, 1);
        await silo.Deactivate(episode);
        silo.Storage.Decide = (_, _) => Fault.FailsBefore;
        await Assert.ThrowsAsync<BusyException>(() => episode.GetTally());
        silo.Storage.Decide = (_, _) => Fault.None;
        Assert.Equal(1, (await episode.GetTally()).Likes);
    }

    private static Task<EpisodeOutcomes> Like(IEpisodeGrain episode, ulong user) =>
        episode.Apply(new EpisodeBatch([EpisodeOperation.Like(new UserKey(9, user), true)]));
}
