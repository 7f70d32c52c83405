using CsCheck;
using Interactions.Comments;
using Interactions.Episodes;
using Xunit;

namespace Interactions.Tests.Episodes;

public sealed class PulseAfterTests
{
    [Fact]
    public void Whatever_overlaps_and_repeats_each_comment_is_told_once_and_in_order() => Gen
        .Select(Gen.Int[0, 20], Gen.Int[0, 20]).Select(span => (From: Math.Min(span.Item1, span.Item2), To: Math.Max(span.Item1, span.Item2)))
        .Array[1, 12].Sample(spans =>
    {
        long at = 0;
        List<long> told = [];
        foreach ((int from, int to) in spans.Where(span => span.To > 0))
        {
            // A room fetches what it missed before it carries what came.
            if (from > at) { Tell(Pulse(at, from)); }
            Tell(Pulse(from, to));
        }
        Assert.Equal(Enumerable.Range(1, (int)at).Select(offset => (long)offset), told);

        void Tell(EpisodePulse pulse)
        {
            EpisodePulse news = pulse.After(at);
            Assert.True(news.From <= at && news.To >= at);
            told.AddRange(news.Comments.Select(comment => comment.Offset));
            at = news.To;
        }
    });

    private static EpisodePulse Pulse(long from, long to) => new("e", "1", from, to, [.. Range(from, to)], [], null);

    private static IEnumerable<Comment> Range(long from, long to)
    {
        for (long offset = from + 1; offset <= to; offset++) { yield return new Comment(offset, $"c{offset}", "ann", "Ann", 0, "hi", 0, CommentMode.Scroll, 0); }
    }
}
