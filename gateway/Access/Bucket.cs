namespace Interactions.Gateway.Access;

/// <summary>
/// A token bucket of eight bytes, for what exists once per connection or user: it remembers only the instant at which it will be full again (the generic
/// cell rate algorithm). Not for several threads at once.
/// </summary>
internal record struct Bucket
{
    private long _fullAt;

    /// <summary>Nothing was taken that has not come back.</summary>
    public readonly bool IsFull(long now) => _fullAt <= now;

    /// <param name="now">Ticks of <see cref="TimeSpan"/> on any clock that does not go back.</param>
    /// <param name="interval">Ticks in which one comes back.</param>
    /// <param name="burst">How many fit.</param>
    /// <param name="count">How many are wanted.</param>
    /// <param name="retryAfter">Ticks until they could be had; 0 when they were.</param>
    public bool TryTake(long now, long interval, long burst, long count, out long retryAfter)
    {
        long fullAt = Math.Max(_fullAt, now) + (interval * count);
        retryAfter = Math.Max(0, fullAt - now - (interval * burst));
        if (retryAfter > 0) { return false; }
        _fullAt = fullAt;
        return true;
    }
}
