using CsCheck;
using Interactions.Tests.Episodes;
using Interactions.Watching;
using Xunit;

namespace Interactions.Tests.Watching;

public sealed class SecondSetTests
{
    [Fact]
    public void It_answers_like_a_set_of_numbers_whatever_the_length() => Gen.Int[1, 14_400].SelectMany(
        seconds => Gen.Select(Gen.Const(seconds), Gen.Int[0, seconds - 1].Array[0, 100])).Sample((seconds, added) =>
    {
        SecondSet set = new();
        HashSet<int> naive = [];
        foreach (int second in added) { Assert.Equal(naive.Add(second), set.Add(second, seconds)); }
        SecondSet back = EpisodeLife.ThroughBytes(set);
        Assert.Equal(naive.Count, set.Count);
        Assert.Equal(naive.Count, back.Count);
        Assert.All(naive, second => Assert.False(back.Add(second, seconds)));
    });

    [Theory]
    [InlineData(191, 192)]
    [InlineData(192, 193)]
    [InlineData(255, 256)]
    [InlineData(256, 257)]
    public void The_last_second_of_an_episode_has_a_place(int second, int seconds)
    {
        SecondSet set = new();
        Assert.True(set.Add(second, seconds));
        Assert.False(set.Add(second, seconds));
    }
}
