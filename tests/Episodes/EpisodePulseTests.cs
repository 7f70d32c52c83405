using Interactions.Comments;
using Interactions.Episodes;
using Interactions.Users;
using Xunit;

namespace Interactions.Tests.Episodes;

[Collection(nameof(TestSilo))]
public sealed class EpisodePulseTests(TestSilo silo)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);
    private static readonly UserKey Ann = new(1, 1);
    private static readonly CommentDraft Hello = new("ann", "Ann", 5_000, "hello", CommentMode.Scroll, 0xFFFFFF);

    [Fact]
    public async Task A_quiet_episode_pulses_at_once_and_a_busy_one_gathers_for_a_tick()
    {
        (IEpisodeGrain episode, PulseLog log) = await Quiet();
        long first = await Comment(episode, "a");
        EpisodePulse heard = await HearUpTo(log, first);
        Assert.Equal("a", Assert.Single(heard.Comments).Id);

        await Comment(episode, "b");
        await Comment(episode, "c");
        long last = await Comment(episode, "d");
        Assert.True(log.IsQuiet);
        silo.Clock.Advance(Tick * 1.25);
        EpisodePulse gathered = await log.Now();
        Assert.Equal(["b", "c", "d"], gathered.Comments.Select(comment => comment.Id));
        Assert.Equal((first, last), (gathered.From, gathered.To));
    }

    [Fact]
    public async Task A_pulse_goes_with_the_commit_that_is_next_to_its_tick()
    {
        (IEpisodeGrain episode, PulseLog log) = await Quiet();
        await HearUpTo(log, await Comment(episode, "a"));
        silo.Clock.Advance(Tick * 0.98);
        Assert.Equal("b", Assert.Single((await HearUpTo(log, await Comment(episode, "b"))).Comments).Id);
        silo.Clock.Advance(Tick * 0.9);
        await Comment(episode, "c");
        silo.Clock.Advance(Tick * 0.3);
        await episode.GetTally();
        Assert.True(log.IsQuiet);
        await Comment(episode, "d");
        Assert.Equal(["c", "d"], (await log.Now()).Comments.Select(comment => comment.Id));
    }

    [Fact]
    public async Task A_commit_for_which_a_pulse_waited_in_vain_goes_at_once_and_the_next_gathers()
    {
        (IEpisodeGrain episode, PulseLog log) = await Quiet();
        await HearUpTo(log, await Comment(episode, "a"));
        await Comment(episode, "b");
        silo.Clock.Advance(Tick * 1.25);
        Assert.Equal("b", Assert.Single((await log.Now()).Comments).Id);
        silo.Clock.Advance(Tick * 0.2);
        Assert.Equal("c", Assert.Single((await HearUpTo(log, await Comment(episode, "c"))).Comments).Id);
        silo.Clock.Advance(Tick * 0.04);
        await Comment(episode, "d");
        Assert.True(log.IsQuiet);
    }

    [Fact]
    public async Task A_pulse_that_was_a_little_late_keeps_the_beat_and_the_next_is_not_later()
    {
        (IEpisodeGrain episode, PulseLog log) = await Quiet();
        await HearUpTo(log, await Comment(episode, "a"));
        silo.Clock.Advance(Tick * 1.1);
        await HearUpTo(log, await Comment(episode, "b"));
        silo.Clock.Advance(Tick * 0.9);
        await Comment(episode, "c");
        Assert.Equal("c", Assert.Single((await log.Now()).Comments).Id);
    }

    [Fact]
    public async Task Comments_as_frequent_as_pulses_soon_go_at_once_wherever_they_began_between_two()
    {
        (IEpisodeGrain episode, PulseLog log) = await Quiet();
        await HearUpTo(log, await Comment(episode, "a"));
        silo.Clock.Advance(Tick * 0.3);
        bool goesAtOnce = false;
        for (int i = 0; i < 10; i++)
        {
            long offset = await Comment(episode, $"b{i}");
            await episode.GetTally();
            goesAtOnce = (await log.Renew(1)).Pulsed >= offset;
            silo.Clock.Advance(Tick);
        }
        Assert.True(goesAtOnce);
    }

    [Fact]
    public async Task An_episode_whose_gateways_all_gather_themselves_tells_them_in_a_quarter_of_a_tick()
    {
        (IEpisodeGrain episode, PulseLog log) = await Quiet(gathers: true);
        await HearUpTo(log, await Comment(episode, "a"));
        await Comment(episode, "b");
        silo.Clock.Advance(Tick / 4 * 1.25);
        Assert.Equal("b", Assert.Single((await log.Now()).Comments).Id);

        // Whoever waits for a commit in vain takes the next one that comes at once; that is over here.
        silo.Clock.Advance(Tick / 8);
        PulseLog other = await PulseLog.Of(silo, episode);
        await Comment(episode, "c");
        silo.Clock.Advance(Tick / 2);
        await episode.GetTally();
        Assert.True(log.IsQuiet);
        silo.Clock.Advance(Tick * 0.75);
        Assert.Equal("c", Assert.Single((await log.Now()).Comments).Id);
        Assert.Equal("c", Assert.Single((await other.Now()).Comments).Id);
    }

    [Fact]
    public async Task With_a_comment_a_millisecond_the_next_pulse_comes_a_fifth_sooner()
    {
        (IEpisodeGrain episode, PulseLog log) = await Quiet();
        EpisodeOperation[] many = [.. Enumerable.Range(0, 100).Select(i => EpisodeOperation.Import(new CommentId($"m{i}"), Hello))];
        await HearUpTo(log, (await episode.Apply(new EpisodeBatch(many))).Head);
        silo.Clock.Advance(Tick * 0.8);
        Assert.Equal("a", Assert.Single((await HearUpTo(log, await Comment(episode, "a"))).Comments).Id);
        silo.Clock.Advance(Tick * 0.8);
        await Comment(episode, "b");
        Assert.True(log.IsQuiet);
    }

    [Fact]
    public async Task Counters_that_nobody_waits_for_do_not_go_just_before_a_comment_and_hold_it_up()
    {
        (IEpisodeGrain episode, PulseLog log) = await Quiet();
        await HearUpTo(log, await Comment(episode, "a"));
        silo.Clock.Advance(Tick);
        // A viewer more is news of counters alone.
        await log.Renew(2);
        await episode.GetTally();
        Assert.True(log.IsQuiet);
        await Comment(episode, "b");
        Assert.Equal("b", Assert.Single((await log.Now()).Comments).Id);
    }

    [Fact]
    public async Task More_comments_than_one_pulse_carries_are_split_without_gap_or_repeat()
    {
        IEpisodeGrain episode = await silo.NewEpisode();
        PulseLog log = await PulseLog.Of(silo, episode);
        EpisodePulse start = await log.Next();
        long head = 0;
        for (int batch = 0; batch < 3; batch++)
        {
            EpisodeOperation[] rows = [.. Enumerable.Range(batch * 400, 400).Select(i => EpisodeOperation.Import(new CommentId($"r{i}"), Hello))];
            head = (await episode.Apply(new EpisodeBatch(rows))).Head;
        }
        List<EpisodePulse> pulses = await log.UpTo(head);

        Assert.All(pulses, pulse => Assert.InRange(pulse.Comments.Length, 0, EpisodePulse.CommentsMax));
        Assert.Equal(Enumerable.Range(0, 1_200).Select(i => $"r{i}"), pulses.SelectMany(pulse => pulse.Comments).Select(comment => comment.Id));
        Assert.Equal(pulses.Prepend(start).SkipLast(1).Select(pulse => pulse.To), pulses.Select(pulse => pulse.From));
    }

    [Fact]
    public async Task Every_gateway_hears_the_same_and_retractions_and_settings_come_along()
    {
        IEpisodeGrain episode = await silo.NewEpisode();
        (PulseLog one, PulseLog other) = (await PulseLog.Of(silo, episode), await PulseLog.Of(silo, episode));
        await Comment(episode, "a");
        EpisodeOutcomes done = await episode.Apply(new EpisodeBatch(
        [
            EpisodeOperation.Retract(EpisodeStory.Creator, false, new CommentId("a")),
            EpisodeOperation.Configure(EpisodeStory.Creator, false, new SettingsChange(SlowModeMs: 5_000)),
        ]));
        foreach (PulseLog log in (PulseLog[])[one, other])
        {
            List<EpisodePulse> pulses = await log.UpTo(done.Head);
            Assert.Equal(["a"], pulses.SelectMany(pulse => pulse.Retracted));
            // The settings that the episode was created with may come in a pulse of their own before.
            Assert.Single(pulses, pulse => pulse.Settings is { SlowModeMs: 5_000 });
        }
    }

    [Fact]
    public async Task A_pulse_says_when_there_is_news_for_moderators_and_only_then()
    {
        IEpisodeGrain episode = await silo.NewEpisode();
        PulseLog log = await PulseLog.Of(silo, episode);
        await Tells(false, EpisodeOperation.Comment(EpisodeStory.Users[0], new CommentId("a"), Hello));
        await Tells(false, EpisodeOperation.Like(EpisodeStory.Users[0], true));
        await Tells(true, EpisodeOperation.Comment(EpisodeStory.Users[0], new CommentId("h"), Hello with { HeldBy = "list/word" }));
        await Tells(true, EpisodeOperation.Release(EpisodeStory.Creator, false, new CommentId("h")));
        await Tells(true, EpisodeOperation.Report(EpisodeStory.Users[1], new CommentId("a")));
        await Tells(false, EpisodeOperation.Report(EpisodeStory.Users[1], new CommentId("a")), EpisodeOperation.Like(EpisodeStory.Users[1], true));

        async Task Tells(bool news, params EpisodeOperation[] operations)
        {
            List<EpisodePulse> pulses = await log.UpTo((await episode.Apply(new EpisodeBatch(operations))).Head);
            Assert.Equal(news, pulses.Any(pulse => pulse.DeskOffset > 0));
        }
    }

    [Fact]
    public async Task A_gateway_that_stands_elsewhere_fetches_what_it_missed()
    {
        IEpisodeGrain episode = await silo.NewEpisode();
        PulseLog log = await PulseLog.Of(silo, episode);
        EpisodePulse start = await log.Next();
        await log.UpTo(await Comment(episode, "a"));

        EpisodeLeaseAnswer before = await log.Renew(1);
        EpisodePulse missed = await episode.GetPulse(new EpisodePosition(start.Epoch, start.To));
        Assert.Equal((before.Epoch, start.To), (missed.Epoch, missed.From));
        // The peak may become a fact, and be told, at any moment.
        Assert.InRange(missed.To, before.Pulsed, (await log.Renew(1)).Pulsed);
        Assert.Equal("a", Assert.Single(missed.Comments).Id);
        Assert.Equal(1, missed.Tally?.Comments);
        Assert.Empty((await episode.GetPulse(new EpisodePosition("other", 0))).Comments);
    }

    [Fact]
    public async Task What_is_fetched_ends_where_the_pulses_do_so_that_nothing_is_shown_twice()
    {
        IEpisodeGrain episode = await silo.NewEpisode();
        PulseLog log = await PulseLog.Of(silo, episode);
        EpisodePulse start = await log.Next();
        List<string> said = [];
        (EpisodePulse fetched, long head) = (start, 0);
        // The clock stands still: a pulse may still go out at once, but what is said after it waits for the next.
        while (fetched.To >= head)
        {
            said.Add($"c{said.Count}");
            head = await Comment(episode, said[^1]);
            fetched = await episode.GetPulse(new EpisodePosition(start.Epoch, start.To));
        }

        IEnumerable<EpisodePulse> later = (await log.UpTo(head)).Where(pulse => pulse.To > fetched.To);
        Assert.Equal(said, later.Prepend(fetched).SelectMany(pulse => pulse.Comments).Select(comment => comment.Id));
    }

    [Fact]
    public async Task Counters_reach_gateways_within_a_second()
    {
        IEpisodeGrain episode = await silo.NewEpisode();
        PulseLog log = await PulseLog.Of(silo, episode);
        for (int user = 1; user <= 10; user++) { await episode.Apply(new EpisodeBatch([EpisodeOperation.Like(new UserKey(2, (ulong)user), true)])); }
        long likes = 0;
        await silo.Within(TimeSpan.FromSeconds(1.25), async () =>
        {
            await log.Renew(1);
            while (!log.IsQuiet) { likes = (await log.Now()).Tally?.Likes ?? likes; }
            return likes == 10;
        });
    }

    /// <summary>An episode with one viewer and nothing more to tell.</summary>
    private async Task<(IEpisodeGrain Episode, PulseLog Log)> Quiet(bool gathers = false)
    {
        IEpisodeGrain episode = await silo.NewEpisode();
        PulseLog log = await PulseLog.Of(silo, episode);
        await log.Renew(1, gathers);
        // Until its first viewer has become the peak, there is something to tell.
        silo.Clock.Advance(TimeSpan.FromSeconds(1));
        await silo.Within(TimeSpan.Zero, async () => (await episode.GetTally()).Peak == 1);
        for (int tick = 0; tick < 5; tick++)
        {
            silo.Clock.Advance(Tick);
            await episode.GetTally();
        }
        return (episode, log);
    }

    /// <summary>The pulse that ends there, without any time passing; what is older may still have been on its way.</summary>
    private static async Task<EpisodePulse> HearUpTo(PulseLog log, long offset)
    {
        EpisodePulse heard = await log.Now();
        while (heard.To < offset) { heard = await log.Now(); }
        Assert.Equal(offset, heard.To);
        return heard;
    }

    private static async Task<long> Comment(IEpisodeGrain episode, string id) =>
        (await episode.Apply(new EpisodeBatch([EpisodeOperation.Comment(Ann, new CommentId(id), Hello)]))).Outcomes[0].Offset;
}
