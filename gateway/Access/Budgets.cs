using Interactions.Users;
using Microsoft.Extensions.Options;

namespace Interactions.Gateway.Access;

/// <summary>
/// What visitors may do on this gateway. Each act is paid twice: by its connection, and by its user over all his connections (an anonymous visitor:
/// by its address). Keys are users with a valid token and address prefixes, never anything a client can make up; idle ones are forgotten. A user who is
/// new here is paid for by his address as well.
/// </summary>
public sealed class Budgets
{
    private readonly LimitsOptions _limits;
    private readonly Buckets<Payer> _buckets;
    private readonly Newcomers _newcomers;

    internal Budgets(IOptions<LimitsOptions> options, TimeProvider time) =>
        (_limits, _buckets, _newcomers) = (options.Value, new Buckets<Payer>(time), new Newcomers(options.Value.NewUsers, time));

    /// <summary>Takes one act from the budgets. When false nothing may be done, and <paramref name="retryAfter"/> says when it may: nobody waits in here.</summary>
    public bool TryTake(Visitor visitor, BudgetKind kind, out TimeSpan retryAfter)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        retryAfter = TimeSpan.Zero;
        if (!_limits.Enforced) { return true; }
        if (visitor.Connection is { } connection && !connection.TryTake(kind, out retryAfter)) { return false; }
        (Payer payer, int people) = visitor.IsKnown
            ? (new Payer(kind, visitor.Key, default), 1)
            : (new Payer(kind, UserKey.None, visitor.Address), _limits.AnonymousPerAddress);
        return _buckets.TryTake(payer, _limits.Bucket(kind), people, out retryAfter) && _newcomers.MayEnter(visitor, out retryAfter);
    }

    private readonly record struct Payer(BudgetKind Kind, UserKey User, AddressPrefix Address);
}
