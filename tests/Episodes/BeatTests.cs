using CsCheck;
using Interactions.Episodes;
using Xunit;

namespace Interactions.Tests.Episodes;

public sealed class BeatTests
{
    private static readonly TimeSpan Interval = Ms(100);
    private readonly Beat _beat = new(Ms(1_000));

    [Theory]
    [InlineData(1_094, 1_194, "a little early: the interval begins anew")]
    [InlineData(1_100, 1_200, "on the beat")]
    [InlineData(1_119, 1_200, "a little late: the beat is kept")]
    [InlineData(1_120, 1_220, "too late for that")]
    [InlineData(9_000, 9_100, "after a rest")]
    public void The_next_one_is_due(int at, int next, string why) => Assert.True(_beat.Next(Ms(at), Interval).DueAt(Interval) == Ms(next), why);

    [Fact]
    public void Delays_do_not_add_up_and_the_beat_is_never_in_the_future() =>
        Gen.Int[0, 19].Array[1, 50].Sample(delays =>
        {
            Beat beat = _beat;
            foreach (int delay in delays)
            {
                TimeSpan now = beat.DueAt(Interval) + Ms(delay);
                beat = beat.Next(now, Interval);
                Assert.True(beat.Last <= now);
            }
            Assert.Equal(_beat.Last + delays.Length * Interval, beat.Last);
        });

    [Theory]
    [InlineData(0, 100)]
    [InlineData(99, 100)]
    [InlineData(100, 80)]
    [InlineData(5_000, 80)]
    public void With_a_comment_a_millisecond_it_is_a_fifth_faster(int comments, int intervalMs) =>
        Assert.Equal(Ms(intervalMs), Beat.Interval(Interval, comments));

    private static TimeSpan Ms(int ms) => TimeSpan.FromMilliseconds(ms);
}
