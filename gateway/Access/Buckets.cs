using System.Collections.Concurrent;

namespace Interactions.Gateway.Access;

/// <summary>
/// Token buckets by who pays. A full one says nothing and is forgotten, every now and then by whoever takes from another: the framework's limiters have
/// a timer each for that, which wakes two threads ten times a second when nobody is there.
/// </summary>
internal sealed class Buckets<TPayer>(TimeProvider time)
    where TPayer : notnull
{
    private static readonly long ForgetInterval = TimeSpan.FromSeconds(10).Ticks;

    private readonly ConcurrentDictionary<TPayer, Bucket> _buckets = new();
    private long _forgetAt;

    /// <summary>How many are not known to be full.</summary>
    public int Count => _buckets.Count;

    /// <param name="people">How many share the bucket: it holds as many times more, and fills as many times faster.</param>
    /// <param name="retryAfter">When one could be had; zero when one was.</param>
    public bool TryTake(TPayer payer, BucketOptions rule, int people, out TimeSpan retryAfter)
    {
        long now = time.GetElapsedTime(0).Ticks;
        // Rounded up: a tick too long grants nothing that was not earned, and none at all would be no limit.
        long interval = (rule.Every.Ticks + people - 1) / people;
        ForgetFull(now);
        while (true)
        {
            Bucket before = _buckets.GetOrAdd(payer, default(Bucket));
            Bucket after = before;
            bool taken = after.TryTake(now, interval, (long)rule.Burst * people, 1, out long ticks);
            retryAfter = new TimeSpan(ticks);
            // Another thread that took meanwhile, or forgot the bucket, left a different one.
            if (!taken || _buckets.TryUpdate(payer, after, before)) { return taken; }
        }
    }

    private void ForgetFull(long now)
    {
        long forgetAt = Volatile.Read(ref _forgetAt);
        if (now < forgetAt || Interlocked.CompareExchange(ref _forgetAt, now + ForgetInterval, forgetAt) != forgetAt) { return; }
        foreach (KeyValuePair<TPayer, Bucket> bucket in _buckets)
        {
            // Only if it still is what was looked at.
            if (bucket.Value.IsFull(now)) { _buckets.TryRemove(bucket); }
        }
    }
}
