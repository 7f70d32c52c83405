using BitFaster.Caching.Lru;
using Interactions.Users;

namespace Interactions.Gateway.Access;

/// <summary>
/// Lets users come whom this gateway has not seen for a while, so many of each address. All budgets are a user's own, so without this a thousand
/// made-up users had a thousand budgets, and woke a thousand records.
/// </summary>
internal sealed class Newcomers(BucketOptions rule, TimeProvider time)
{
    /// <summary>Above it those who were not heard of for longest count as new again.</summary>
    private const int KnownMax = 100_000;

    /// <summary>As long as an idle user's record stays in memory.</summary>
    private static readonly TimeSpan KnownFor = TimeSpan.FromMinutes(5);

    private readonly ConcurrentTLru<UserKey, bool> _known = new(4, KnownMax, EqualityComparer<UserKey>.Default, KnownFor);
    private readonly Buckets<AddressPrefix> _addresses = new(time);

    public bool MayEnter(Visitor visitor, out TimeSpan retryAfter)
    {
        retryAfter = TimeSpan.Zero;
        if (!visitor.IsKnown || _known.TryGet(visitor.Key, out _)) { return true; }
        if (!_addresses.TryTake(visitor.Address, rule, 1, out retryAfter)) { return false; }
        _known.AddOrUpdate(visitor.Key, true);
        return true;
    }
}
