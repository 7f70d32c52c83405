using Interactions.Gateway.Access;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Interactions.Tests.Access;

public sealed class BucketsTests
{
    private static readonly BucketOptions Rule = new(5, TimeSpan.FromSeconds(60));
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void What_is_full_again_is_forgotten_and_what_is_not_is_kept()
    {
        Buckets<int> buckets = new(_clock);
        for (int payer = 0; payer < 100; payer++) { Assert.True(buckets.TryTake(payer, Rule, 1, out _)); }
        _clock.Advance(TimeSpan.FromSeconds(59));
        Assert.True(buckets.TryTake(0, Rule, 1, out _));
        Assert.Equal(100, buckets.Count);
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.True(buckets.TryTake(1, Rule, 1, out _));
        Assert.Equal(2, buckets.Count);
        for (int left = 4; left > 0; left--) { Assert.True(buckets.TryTake(0, Rule, 1, out _)); }
        Assert.False(buckets.TryTake(0, Rule, 1, out _));
    }

    [Fact]
    public void The_largest_shared_bucket_of_the_fastest_rule_is_still_a_limit()
    {
        Buckets<int> buckets = new(_clock);
        BucketOptions fastest = new(1, TimeSpan.FromMilliseconds(1));
        for (int act = 0; act < 100_000; act++) { Assert.True(buckets.TryTake(0, fastest, 100_000, out _)); }
        Assert.False(buckets.TryTake(0, fastest, 100_000, out _));
    }

    [Fact]
    public async Task Threads_that_take_at_once_get_no_more_than_there_is()
    {
        Buckets<int> buckets = new(_clock);
        BucketOptions rule = new(10_000, TimeSpan.FromHours(1));
        int[] taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
            Enumerable.Range(0, 5_000).Count(_ => buckets.TryTake(0, rule, 1, out TimeSpan _)))));
        Assert.Equal(10_000, taken.Sum());
    }
}
