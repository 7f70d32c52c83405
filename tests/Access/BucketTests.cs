using CsCheck;
using Interactions.Gateway.Access;
using Xunit;

namespace Interactions.Tests.Access;

public sealed class BucketTests
{
    [Fact]
    public void A_bucket_never_gives_more_than_burst_plus_what_came_back() => Gen.Select(
        Gen.Long[1, 1_000], Gen.Long[1, 50], Gen.Select(Gen.Long[0, 5_000], Gen.Long[1, 5]).Array[1, 200]).Sample((interval, burst, visits) =>
    {
        Bucket bucket = default;
        long now = 1_000_000;
        long start = now;
        long taken = 0;
        foreach ((long pause, long count) in visits)
        {
            now += pause;
            if (bucket.TryTake(now, interval, burst, count, out long retryAfter)) { taken += count; }
            else if (count <= burst) { Assert.True(bucket.TryTake(now += retryAfter, interval, burst, count, out _)); taken += count; }
            Assert.InRange(taken, 0, burst + ((now - start) / interval) + 1);
        }
    });

    [Fact]
    public void A_full_bucket_gives_exactly_its_burst()
    {
        Bucket bucket = default;
        for (int take = 0; take < 7; take++) { Assert.True(bucket.TryTake(5_000, 10, 7, 1, out _)); }
        Assert.False(bucket.TryTake(5_000, 10, 7, 1, out long retryAfter));
        Assert.Equal(10, retryAfter);
    }
}
