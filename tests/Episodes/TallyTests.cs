using CsCheck;
using Interactions.Episodes;
using Xunit;

namespace Interactions.Tests.Episodes;

public sealed class TallyTests
{
    private static readonly Gen<Tally> AnyTally = Gen.Long[0, 1_000_000].Array[13].Select(n =>
        new Tally(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9], n[10], n[11], n[12]));

    [Fact]
    public void Tallies_add_up_in_any_order() => Gen.Select(AnyTally, AnyTally, AnyTally).Sample((a, b, c) =>
    {
        Assert.Equal(a + b, b + a);
        Assert.Equal(a + b + c, a + (b + c));
        Assert.Equal(a, a + Tally.Zero);
    });

    [Fact]
    public void A_sum_has_every_counter_and_the_later_version()
    {
        Tally one = new(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13);
        Assert.Equal(new Tally(2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 40, 26), one + one with { Version = 40 });
    }

    [Fact]
    public void The_same_counters_at_another_version_are_no_news()
    {
        Tally one = new(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        Assert.True(one.SameCounters(one with { Version = 99 }));
        Assert.False(one.SameCounters(one with { EarlyExits = 99 }));
    }
}
