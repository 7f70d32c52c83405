using Interactions.Episodes;
using Interactions.Gateway.Episodes;
using Interactions.Refusals;
using Interactions.Tests.Cluster;
using Interactions.Tests.Journal;
using Xunit;

namespace Interactions.Tests.Episodes;

/// <summary>What a gateway knows of the catalogue while that cannot be reached.</summary>
[Collection(nameof(TestSilo))]
public sealed class KnownEpisodesTests(TestSilo silo) : IDisposable
{
    public void Dispose() => silo.Storage.Decide = (_, _) => Fault.None;

    [Fact]
    public async Task An_episode_that_is_known_stays_known_while_the_catalogue_cannot_be_reached_and_an_unknown_one_is_busy()
    {
        RoomsOptions options = new() { ApplyPatience = TimeSpan.FromMilliseconds(200) };
        KnownEpisodes known = new(silo.Grains, TestCalls.Of(options), TimeProvider.System);
        CatalogueEntry entry = new(Guid.NewGuid().ToString("N"), EpisodeStory.Settings, 1);
        EpisodeId id = new(entry.EpisodeId);
        await known.Put(entry);

        int refused = 0;
        silo.Storage.Decide = (_, _) =>
        {
            Interlocked.Increment(ref refused);
            return Fault.FailsBefore;
        };
        await silo.Deactivate(silo.Grains.GetGrain<ICatalogueGrain>(ICatalogueGrain.Key));
        await Assert.ThrowsAsync<BusyException>(async () => await known.Find(new EpisodeId("never-heard-of")));

        // Until the answer has grown old and the catalogue was asked anew, in vain.
        refused = 0;
        using CancellationTokenSource patience = new(TestCalls.Patience, TimeProvider.System);
        while (Volatile.Read(ref refused) == 0)
        {
            patience.Token.ThrowIfCancellationRequested();
            Assert.Equal(entry, await known.Find(id));
            Assert.True(await known.HasCreator(entry.Settings.CreatorId));
        }
        Assert.Equal(entry, await known.Find(id));

        silo.Storage.Decide = (_, _) => Fault.None;
        options.ApplyPatience = TestCalls.Patience;
        Assert.Null(await known.Find(new EpisodeId("never-heard-of")));
    }
}
