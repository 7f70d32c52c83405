namespace Interactions.Gateway.Access;

/// <summary>What one connection may still do. SignalR runs one call of a connection at a time, so it needs no lock.</summary>
public sealed class ConnectionBudget
{
    private static readonly int Kinds = Enum.GetValues<BudgetKind>().Length;

    private readonly LimitsOptions _limits;
    private readonly TimeProvider _time;
    private Bucket[]? _buckets;

    internal ConnectionBudget(LimitsOptions limits, TimeProvider time) => (_limits, _time) = (limits, time);

    /// <summary>Most episodes that this connection may show at once.</summary>
    public int EpisodesMax => _limits.Enforced ? _limits.EpisodesPerConnection : int.MaxValue;

    internal bool TryTake(BudgetKind kind, out TimeSpan retryAfter)
    {
        BucketOptions rule = _limits.Bucket(kind);
        long now = _time.GetElapsedTime(0).Ticks;
        _buckets ??= new Bucket[Kinds];
        bool taken = _buckets[(int)kind].TryTake(now, rule.Every.Ticks, rule.Burst, 1, out long ticks);
        retryAfter = new TimeSpan(ticks);
        return taken;
    }
}
