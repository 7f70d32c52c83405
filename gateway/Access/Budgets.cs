using System.Threading.RateLimiting;
using Interactions.Users;
using Microsoft.Extensions.Options;

namespace Interactions.Gateway.Access;

/// <summary>
/// What visitors may do on this gateway. Each act is paid twice: by its connection, and by its user over all his connections (an anonymous visitor:
/// by its address). Keys are users with a valid token and address prefixes, never anything a client can make up; idle ones are forgotten. A user who is
/// new here is paid for by his address as well.
/// </summary>
public sealed class Budgets : IDisposable
{
    private readonly bool _enforced;
    private readonly PartitionedRateLimiter<Visitor>[] _limiters;
    private readonly Newcomers _newcomers;

    internal Budgets(IOptions<LimitsOptions> options)
    {
        _enforced = options.Value.Enforced;
        _newcomers = new Newcomers(options.Value.NewUsers);
        _limiters = [.. Enum.GetValues<BudgetKind>().Select(kind => LimiterOf(options.Value.Bucket(kind), options.Value.AnonymousPerAddress))];
    }

    /// <summary>Takes one act from the budgets. When false nothing may be done, and <paramref name="retryAfter"/> says when it may.</summary>
    public bool TryTake(Visitor visitor, BudgetKind kind, out TimeSpan retryAfter)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        retryAfter = TimeSpan.Zero;
        if (!_enforced) { return true; }
        if (visitor.Connection is { } connection && !connection.TryTake(kind, out retryAfter)) { return false; }
        using RateLimitLease lease = _limiters[(int)kind].AttemptAcquire(visitor);
        return IsAcquired(lease, out retryAfter) && _newcomers.MayEnter(visitor, out retryAfter);
    }

    internal static bool IsAcquired(RateLimitLease lease, out TimeSpan retryAfter)
    {
        retryAfter = TimeSpan.Zero;
        if (lease.IsAcquired) { return true; }
        if (!lease.TryGetMetadata(MetadataName.RetryAfter, out retryAfter)) { retryAfter = TimeSpan.FromSeconds(1); }
        return false;
    }

    public void Dispose()
    {
        foreach (PartitionedRateLimiter<Visitor> limiter in _limiters) { limiter.Dispose(); }
        _newcomers.Dispose();
    }

    private static PartitionedRateLimiter<Visitor> LimiterOf(BucketOptions bucket, int anonymousPerAddress)
    {
        TokenBucketRateLimiterOptions one = bucket.ForMany(1);
        TokenBucketRateLimiterOptions many = bucket.ForMany(anonymousPerAddress);
        return PartitionedRateLimiter.Create<Visitor, Payer>(visitor => visitor.IsKnown
            ? RateLimitPartition.GetTokenBucketLimiter(new Payer(visitor.Key, default), _ => one)
            : RateLimitPartition.GetTokenBucketLimiter(new Payer(UserKey.None, visitor.Address), _ => many));
    }

    private readonly record struct Payer(UserKey User, AddressPrefix Address);
}
