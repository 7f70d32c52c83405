using Interactions.Episodes;
using Xunit;

namespace Interactions.Tests.Episodes;

[Collection(nameof(TestSilo))]
public sealed class EpisodeLeaseTests(TestSilo silo)
{
    [Fact]
    public async Task Viewers_of_a_gateway_that_died_leave_the_count_within_ten_seconds()
    {
        IEpisodeGrain episode = await silo.NewEpisode();
        PulseLog alive = await PulseLog.Of(silo, episode, viewers: 3);
        await PulseLog.Of(silo, episode, viewers: 5);
        Assert.Equal(8, (await episode.GetTally()).Viewers);
        await silo.Within(TimeSpan.FromSeconds(1), () => Told(8));

        for (TimeSpan passed = TimeSpan.Zero; passed < TimeSpan.FromSeconds(10); passed += EpisodeLease.RenewalInterval)
        {
            await alive.Renew(3);
            silo.Clock.Advance(EpisodeLease.RenewalInterval);
        }
        Assert.Equal(3, (await episode.GetTally()).Viewers);
        await silo.Within(TimeSpan.FromSeconds(1), () => Told(3));

        async Task<bool> Told(long viewers)
        {
            await alive.Renew(3);
            bool told = false;
            while (!alive.IsQuiet) { told |= (await alive.Now()).Tally?.Viewers == viewers; }
            return told;
        }
    }

    [Fact]
    public async Task The_peak_becomes_a_fact_that_outlives_the_leases_and_the_activation()
    {
        IEpisodeGrain episode = await silo.NewEpisode();
        await PulseLog.Of(silo, episode, viewers: 5);
        await PulseLog.Of(silo, episode, viewers: 7);
        await silo.Within(TimeSpan.FromSeconds(2), async () => (await episode.GetTally()).Peak == 12);
        await silo.Deactivate(episode);
        Tally tally = await episode.GetTally();
        Assert.Equal((12, 0), (tally.Peak, tally.Viewers));
    }

    [Fact]
    public async Task Leaving_ends_a_lease_at_once_and_no_pulse_follows()
    {
        IEpisodeGrain episode = await silo.NewEpisode();
        PulseLog log = await PulseLog.Of(silo, episode, viewers: 2);
        await log.Next();
        long told = (await log.Renew(0)).Pulsed;
        Assert.Equal(0, (await episode.GetTally()).Viewers);
        PulseLog witness = await PulseLog.Of(silo, episode);
        long head = (await episode.Apply(new EpisodeBatch([EpisodeOperation.Like(EpisodeStory.Users[0], true)]))).Head;
        Assert.True(head > told);
        await witness.UpTo(head);
        while (!log.IsQuiet) { Assert.InRange((await log.Now()).To, 0, told); }
    }

    [Fact]
    public async Task Row_67_a_gateway_that_was_stopped_gets_nothing_after_its_lease_and_the_others_everything()
    {
        IEpisodeGrain episode = await silo.NewEpisode();
        PulseLog going = await PulseLog.Of(silo, episode);
        PulseLog stopped = await PulseLog.Of(silo, episode);
        long atExpiry = await Load(episode, going, EpisodeLease.Duration + TimeSpan.FromSeconds(1));
        await going.UpTo(atExpiry);
        // So long as a paused process takes to come back, or not.
        long atEnd = await Load(episode, going, TimeSpan.FromSeconds(60));
        await going.UpTo(atEnd);
        Assert.True(atEnd >= atExpiry + 120, $"{atEnd}");
        while (!stopped.IsQuiet) { Assert.InRange((await stopped.Now()).To, 0, atExpiry); }
    }

    /// <summary>Two likes a second, while one gateway renews its lease; answers the last offset.</summary>
    private async Task<long> Load(IEpisodeGrain episode, PulseLog going, TimeSpan time)
    {
        long head = 0;
        for (TimeSpan passed = TimeSpan.Zero; passed < time; passed += TimeSpan.FromMilliseconds(500))
        {
            if (passed.Milliseconds == 0) { await going.Renew(1); }
            head = (await episode.Apply(new EpisodeBatch([EpisodeOperation.Like(EpisodeStory.Users[0], true)]))).Head;
            silo.Clock.Advance(TimeSpan.FromMilliseconds(500));
        }
        return head;
    }
}
