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
    private readonly PartitionedRateLimiter<Act> _limiter;
    private readonly Newcomers _newcomers;

    internal Budgets(IOptions<LimitsOptions> options)
    {
        _enforced = options.Value.Enforced;
        _newcomers = new Newcomers(options.Value.NewUsers);
        _limiter = LimiterOf(options.Value);
    }

    /// <summary>Takes one act from the budgets. When false nothing may be done, and <paramref name="retryAfter"/> says when it may.</summary>
    public bool TryTake(Visitor visitor, BudgetKind kind, out TimeSpan retryAfter)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        retryAfter = TimeSpan.Zero;
        if (!_enforced) { return true; }
        if (visitor.Connection is { } connection && !connection.TryTake(kind, out retryAfter)) { return false; }
        using RateLimitLease lease = _limiter.AttemptAcquire(new Act(visitor, kind));
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
        _limiter.Dispose();
        _newcomers.Dispose();
    }

    // One limiter for all kinds: each has a timer that wakes two threads ten times a second, also when nobody is there.
    private static PartitionedRateLimiter<Act> LimiterOf(LimitsOptions limits)
    {
        Func<Payer, TokenBucketRateLimiterOptions> rule = payer => limits.Bucket(payer.Kind).ForMany(payer.User == UserKey.None ? limits.AnonymousPerAddress : 1);
        return PartitionedRateLimiter.Create<Act, Payer>(act => RateLimitPartition.GetTokenBucketLimiter(act.Payer, rule));
    }

    private readonly record struct Act(Visitor Visitor, BudgetKind Kind)
    {
        public Payer Payer => Visitor.IsKnown ? new Payer(Kind, Visitor.Key, default) : new Payer(Kind, UserKey.None, Visitor.Address);
    }

    private readonly record struct Payer(BudgetKind Kind, UserKey User, AddressPrefix Address);
}
