using Interactions.Refusals;
using Interactions.Users;
using Interactions.Watching;
using Xunit;

namespace Interactions.Tests.Watching;

public sealed class WatchLogTests
{
    private const int DurationMs = 100_000;
    private static readonly UserKey Ann = new(1, 1);
    private static readonly UserKey Bob = new(2, 2);
    private readonly WatchLog _log = new();

    [Fact]
    public void Each_second_of_a_session_counts_once()
    {
        Assert.True(Take(Ann, "s", 1, [0, 10, 5, 15]).Changed);
        Assert.True(Take(Ann, "s", 2, [10, 20]).Changed);
        Assert.Equal(20, _log.WatchSeconds);
        Assert.All(_log.Retention[..20].ToArray(), count => Assert.Equal(1, count));
        Assert.Equal(0, _log.Retention[20]);
        Assert.Equal(100, _log.Retention.Length);
    }

    [Fact]
    public void A_report_that_comes_again_or_late_changes_nothing()
    {
        Take(Ann, "s", 2, [0, 10]);
        Assert.False(Take(Ann, "s", 2, [0, 50]).Changed);
        Assert.False(Take(Ann, "s", 1, [50, 60]).Changed);
        Assert.Equal((1, 1, 10), (_log.Plays, _log.UniqueViewers, _log.WatchSeconds));
        Assert.True(Take(Bob, "s", 1, [0, 10]).Changed);
        Assert.Equal((2, 2, 20), (_log.Plays, _log.UniqueViewers, _log.WatchSeconds));
    }

    [Fact]
    public void A_viewer_is_who_saw_a_second_and_counts_once()
    {
        Take(Ann, "s", 1, []);
        Take(Ann, "s", 2, [5, 5], ended: true);
        Take(Bob, "s", 1, [-9, 0]);
        Assert.Equal((2, 0), (_log.Plays, _log.UniqueViewers));
        Take(Ann, "s", 3, [0, 1]);
        Take(Ann, "t", 1, [0, 10]);
        Assert.Equal((3, 1), (_log.Plays, _log.UniqueViewers));
        WatchLog restored = new();
        restored.Restore(_log.TakeSnapshot());
        restored.Take(Ann, "u", 1, new WatchReport([0, 10], false), DurationMs, 0);
        Assert.Equal(1, restored.UniqueViewers);
    }

    [Fact]
    public void Row_60_nobody_watches_faster_than_time_passes()
    {
        for (int session = 0; session < 10; session++) { Take(Ann, $"s{session}", 1, [0, 1_000_000]); }
        Assert.Equal(WatchCredit.SecondsMax, _log.WatchSeconds);
        Take(Ann, "late", 1, [0, 1_000_000], atMs: 10_000);
        Assert.Equal(WatchCredit.SecondsMax + (10 * WatchCredit.Speed), _log.WatchSeconds);
        Take(Bob, "s0", 1, [0, 100]);
        Assert.Equal(WatchCredit.SecondsMax + (10 * WatchCredit.Speed) + 100, _log.WatchSeconds);
    }

    [Fact]
    public void A_clock_that_goes_back_gives_no_credit()
    {
        Take(Ann, "a", 1, [0, 100], atMs: 1_000_000);
        Take(Ann, "b", 1, [0, 100], atMs: 0);
        Assert.Equal(WatchCredit.SecondsMax, _log.WatchSeconds);
    }

    [Fact]
    public void Ninety_five_percent_are_a_completion_and_it_counts_once()
    {
        Take(Ann, "s", 1, [0, 94]);
        Assert.Equal(0, _log.Completions);
        Take(Ann, "s", 2, [94, 95]);
        Take(Ann, "s", 3, [95, 100]);
        Assert.Equal(1, _log.Completions);
    }

    [Fact]
    public void Leaving_before_three_seconds_is_an_early_exit_until_the_session_goes_on()
    {
        Take(Ann, "s", 1, [0, 2], ended: true);
        Take(Bob, "s", 1, [0, 3], ended: true);
        Assert.Equal(1, _log.EarlyExits);
        Take(Ann, "s", 2, [2, 3]);
        Assert.Equal(0, _log.EarlyExits);
    }

    [Fact]
    public void Of_an_episode_of_two_seconds_nobody_leaves_early_who_saw_it_all()
    {
        _log.Take(Ann, "s", 1, new WatchReport([0, 2], true), 2_000, 0);
        Assert.Equal((1, 0), (_log.Completions, _log.EarlyExits));
    }

    [Theory]
    [InlineData(0, new[] { 0, 1 })]
    [InlineData(-5, new[] { 0, 1 })]
    [InlineData(1, new[] { 0 })]
    public void A_report_of_a_wrong_shape_is_invalid_and_opens_no_session(long seq, int[] ranges)
    {
        Assert.Equal(RefusalCode.Invalid, Take(Ann, "s", seq, ranges).Refusal);
        Assert.Equal(RefusalCode.Invalid, Take(Ann, "s", 1, new int[(2 * WatchReport.RangesMax) + 2]).Refusal);
        Assert.Equal(0, _log.Plays);
    }

    [Fact]
    public void A_peak_only_rises()
    {
        Assert.True(_log.RaisePeak(5));
        Assert.False(_log.RaisePeak(5));
        Assert.False(_log.RaisePeak(4));
        Assert.Equal(5, _log.Peak);
    }

    private (RefusalCode Refusal, bool Changed) Take(UserKey user, string session, long seq, int[] ranges, bool ended = false, long atMs = 0) =>
        _log.Take(user, session, seq, new WatchReport(ranges, ended), DurationMs, atMs);
}
