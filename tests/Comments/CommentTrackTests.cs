using CsCheck;
using Interactions.Comments;
using Xunit;

namespace Interactions.Tests.Comments;

public sealed class CommentTrackTests
{
    [Theory]
    [InlineData(-1)]
    [InlineData(60_001)]
    [InlineData(1L << 31)]
    [InlineData(long.MaxValue)]
    public void A_time_outside_the_episode_is_not_taken(long atMs)
    {
        var track = new CommentTrack(60_000);
        Assert.False(track.Add(1, atMs));
        Assert.False(track.Remove(1, atMs));
        Assert.Equal(0, track.Count);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(29_999, 0)]
    [InlineData(30_000, 1)]
    [InlineData(60_000, 2)]
    public void A_comment_is_in_the_segment_of_its_time(long atMs, int segment)
    {
        var track = new CommentTrack(60_000);
        Assert.True(track.Add(7, atMs));
        Assert.Equal(3, track.SegmentCount);
        Assert.Equal([7], track.Segment(segment));
    }

    [Fact]
    public void Comments_of_the_same_millisecond_stand_in_the_order_of_arrival()
    {
        var track = new CommentTrack(1_000);
        foreach ((int index, long atMs) in new[] { (5, 500L), (9, 100L), (3, 500L), (8, 500L) })
        {
            track.Add(index, atMs);
        }
        Assert.Equal([9, 5, 3, 8], track.Segment(0));
    }

    [Fact]
    public void A_version_changes_with_its_own_segment_only()
    {
        var track = new CommentTrack(60_000);
        track.Add(1, 10);
        ulong first = track.Version(0);
        track.Add(2, 30_000);
        Assert.Equal(first, track.Version(0));
        track.Add(3, 20);
        Assert.NotEqual(first, track.Version(0));
        Assert.True(track.Remove(3, 20));
        Assert.Equal(first, track.Version(0));
        Assert.Equal(0UL, track.Version(2));
        Assert.Equal(0UL, track.Version(-1));
        Assert.True(track.Segment(99).IsEmpty);
    }

    [Fact]
    public void What_is_not_there_cannot_be_removed()
    {
        var track = new CommentTrack(60_000);
        track.Add(1, 10);
        Assert.False(track.Remove(2, 10));
        Assert.False(track.Remove(1, 30_000));
        Assert.True(track.Remove(1, 10));
        Assert.False(track.Remove(1, 10));
        Assert.Equal(0, track.Count);
    }

    [Fact]
    public void Its_order_is_that_of_a_stable_sort_whenever_it_is_read() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 70_000], Gen.Int[0, 1_000]).Array[0, 200].Sample(steps =>
        {
            var track = new CommentTrack(70_000);
            var all = new List<(int Index, int AtMs)>();
            for (int i = 0; i < steps.Length; i++)
            {
                (int kind, int atMs, int pick) = steps[i];
                if (kind == 0 && all.Count > 0)
                {
                    (int index, int at) = all[pick % all.Count];
                    Assert.True(track.Remove(index, at));
                    all.RemoveAt(pick % all.Count);
                }
                else
                {
                    // Few distinct times, so that many comments share one.
                    int at = kind == 1 ? atMs : atMs / 10_000 * 10_000;
                    Assert.True(track.Add(i, at));
                    all.Add((i, at));
                }
                if (pick % 5 == 0 || i == steps.Length - 1)
                {
                    AssertSame(all, track);
                }
            }
        });

    private static void AssertSame(List<(int Index, int AtMs)> all, CommentTrack track)
    {
        Assert.Equal(all.Count, track.Count);
        var rebuilt = new CommentTrack(track.DurationMs);
        all.ForEach(comment => rebuilt.Add(comment.Index, comment.AtMs));
        for (int segment = 0; segment < track.SegmentCount; segment++)
        {
            int[] expected = [.. all.Where(c => c.AtMs / 30_000 == segment).OrderBy(c => c.AtMs).Select(c => c.Index)];
            Assert.Equal(expected, track.Segment(segment).ToArray());
            Assert.Equal(rebuilt.Version(segment), track.Version(segment));
        }
    }
}
