using Interactions.Users;
using Xunit;

namespace Interactions.Tests.Users;

public sealed class UntoldFactsTests
{
    private static readonly UserFact[] Facts =
        [.. Enumerable.Range(1, 10).Select(i => new UserFact(UserFactKind.Like, new UserKey(1, (ulong)i), i, i, true))];

    [Fact]
    public void The_oldest_stay_until_they_are_told()
    {
        UntoldFacts untold = new();
        foreach (UserFact fact in Facts) { untold.Add(fact); }
        Assert.Equal(Facts[..3], untold.Oldest(3));
        Assert.Equal(Facts[..3], untold.Oldest(3));
        untold.Told(3);
        Assert.Equal(Facts[3..], untold.Oldest(100));
        Assert.Equal(7, untold.Count);
    }

    [Fact]
    public void A_checkpoint_keeps_what_is_untold()
    {
        UntoldFacts untold = new();
        foreach (UserFact fact in Facts) { untold.Add(fact); }
        untold.Told(4);
        UntoldFacts restored = new();
        restored.Add(Facts[0]);
        restored.Restore(untold.ToArray());
        Assert.Equal(Facts[4..], restored.ToArray());
    }

    [Fact]
    public void It_says_when_it_is_full()
    {
        UntoldFacts untold = new();
        for (int i = 0; i < UntoldFacts.CountMax; i++)
        {
            Assert.False(untold.IsFull);
            untold.Add(Facts[0]);
        }
        Assert.True(untold.IsFull);
    }
}
