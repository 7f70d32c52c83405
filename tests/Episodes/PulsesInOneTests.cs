using CsCheck;
using Interactions.Comments;
using Interactions.Episodes;
using Xunit;

namespace Interactions.Tests.Episodes;

public sealed class PulsesInOneTests
{
    [Fact]
    public void Pulses_in_one_say_what_they_said_one_after_the_other() =>
        Gen.Int[0, 40].Array[1, 12].Sample(lengths =>
        {
            List<EpisodePulse> pulses = [];
            foreach (int length in lengths) { pulses.Add(Pulse(pulses.Count == 0 ? 0 : pulses[^1].To, length)); }
            EpisodePulse all = pulses.Aggregate((one, next) =>
            {
                Assert.True(one.MayTake(next));
                return one.Then(next);
            });
            Assert.Equal((pulses[0].From, pulses[^1].To), (all.From, all.To));
            Assert.Equal(pulses.SelectMany(pulse => pulse.Comments), all.Comments);
            Assert.Equal(pulses.SelectMany(pulse => pulse.Retracted), all.Retracted);
            Assert.Equal(pulses.LastOrDefault(pulse => pulse.Tally is not null)?.Tally, all.Tally);
            Assert.Equal(pulses.Sum(pulse => pulse.Omitted), all.Omitted);
        });

    [Fact]
    public void Pulses_with_a_hole_between_them_of_another_epoch_or_too_large_stay_apart()
    {
        EpisodePulse first = Pulse(0, 10);
        Assert.True(first.MayTake(Pulse(10, 10)));
        Assert.False(first.MayTake(Pulse(11, 10)));
        Assert.False(first.MayTake(Pulse(10, 10) with { Epoch = "other" }));
        Assert.False(first.MayTake(Pulse(10, EpisodePulse.CommentsMax - 9)));
    }

    private static EpisodePulse Pulse(long from, int length)
    {
        Comment[] comments =
            [.. Enumerable.Range(1, length).Select(i => new Comment(from + i, $"c{from + i}", "ann", "Ann", 0, "hi", 0, CommentMode.Scroll, 0))];
        return new EpisodePulse(
            "e", "epoch", from, from + length, comments, [$"r{from}"], length % 3 == 0 ? null : Tally.Zero with { Likes = from }, length % 2);
    }
}
