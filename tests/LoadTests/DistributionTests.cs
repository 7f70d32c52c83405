using CsCheck;
using Interactions.LoadTests.Driver;
using Xunit;

namespace Interactions.Tests.LoadTests;

public sealed class DistributionTests
{
    [Fact]
    public void Merged_distributions_say_what_one_would_say_that_had_recorded_all() => Gen.Long[0, 60_000_000].Array.Array[1, 5].Sample(parts =>
    {
        Distribution merged = new(), whole = new();
        foreach (long[] values in parts)
        {
            Distribution part = new();
            foreach (long value in values)
            {
                part.Record(value);
                whole.Record(value);
            }
            merged.Add(part);
        }
        Assert.Equal(whole.Percentiles(), merged.Percentiles());
    });

    [Fact]
    public void A_distribution_can_be_added_to_itself()
    {
        Distribution twice = new();
        twice.Record(1_000);
        twice.Add(twice);
        Assert.Equal(2, twice.Count);
    }

    [Fact]
    public void Bins_hold_every_value_once()
    {
        Distribution values = new();
        foreach (long us in new long[] { 500, 1_500, 9_000, 2_000_000 }) { values.Record(us); }
        Assert.Equal([1, 1, 1, 1], values.Bins([1, 5, 10]));
    }

    [Fact]
    public void What_takes_longer_than_ten_minutes_counts_as_ten_minutes()
    {
        Distribution values = new();
        values.Record(long.MaxValue);
        Assert.InRange(values.Percentiles().Max, 600_000, 601_000);
    }
}
