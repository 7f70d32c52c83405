using Interactions.Episodes;
using Interactions.Refusals;
using Interactions.Silo.Journal;
using Interactions.Tests.Episodes;
using Interactions.Tests.Journal;
using Interactions.Users;
using Xunit;

namespace Interactions.Tests.Users;

public sealed class TellerWakerTests
{
    /// <summary>A silo that stalls lets the clock run ahead of it, so time must not end before the work does.</summary>
    private static readonly TimeSpan Unlimited = TimeSpan.FromDays(1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_loses_the_journal_on_a_living_silo_is_touched_again_though_nobody_asks()
    {
        // A silo of its own: nobody else may touch the episode.
        await using TestSilo silo = new();
        await silo.InitializeAsync();
        Task firstRound = silo.Begun(silo.Grains.GetGrain<ITellerRosterGrain>(ITellerRosterGrain.Key), 1);
        await silo.Waker.StartAsync(Cancel);
        await firstRound;
        IEpisodeGrain episode = await silo.NewEpisode();
        UserKey ann = new(1, 1);

        // The like is durable, but neither its answer nor any later one comes: the activation gives up, and does not know what it owes.
        int writes = 0;
        silo.Storage.Decide = (call, name) => call == StorageCall.Write && name == RecordNames.Segment(2) && Interlocked.Increment(ref writes) == 1
            ? Fault.FailsAfter
            : Fault.FailsBefore;
        Task<EpisodeOutcomes> like = episode.Apply(new EpisodeBatch([EpisodeOperation.Like(ann, true)]));
        await Assert.ThrowsAsync<BusyException>(() => silo.Drive(like, Unlimited));
        silo.Storage.Decide = (_, _) => Fault.None;

        await silo.Within(Unlimited, async () => (await silo.User(ann).Get()).Likes.Length == 1);
        await silo.Waker.StopAsync(CancellationToken.None);
    }
}
