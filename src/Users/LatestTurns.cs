namespace Interactions.Users;

/// <summary>A turn that was taken.</summary>
/// <param name="About">What the act is about, such as a like or a bookmark.</param>
/// <param name="Turn">An <see cref="ActTurn"/>, packed.</param>
[GenerateSerializer, Immutable, Alias("interactions.taken-turn.v1")]
public readonly record struct TakenTurn([property: Id(0)] UserKey User, [property: Id(1)] byte About, [property: Id(2)] long Turn);

/// <summary>
/// The latest turns of users' acts, for as long as late ones may arrive: the last <see cref="CountMax"/> of them. A first turn needs no memory, because
/// nothing was before it, so a storm of first likes leaves nothing here.
/// </summary>
public sealed class LatestTurns
{
    /// <summary>About 5 MB of memory. An episode that takes a thousand second thoughts a second remembers a minute of them.</summary>
    public const int CountMax = 65_536;

    private readonly Dictionary<(UserKey User, byte About, uint Origin), uint> _latest = [];
    private readonly Queue<TakenTurn> _taken = [];

    /// <summary>Takes a turn; false when it or a later one of the same origin was taken before: the act comes late and must change nothing.</summary>
    public bool Take(UserKey user, byte about, ActTurn turn)
    {
        if (turn.Number == 0) { return true; }
        if (_latest.TryGetValue((user, about, turn.Origin), out uint latest) && latest >= turn.Number) { return false; }
        if (turn.Number > 1) { Remember(new TakenTurn(user, about, turn.Packed)); }
        return true;
    }

    /// <summary>All that is remembered, oldest first.</summary>
    public TakenTurn[] ToArray() => [.. _taken];

    public void Restore(TakenTurn[]? taken)
    {
        _latest.Clear();
        _taken.Clear();
        foreach (TakenTurn turn in taken ?? []) { Remember(turn); }
    }

    private void Remember(TakenTurn taken)
    {
        _taken.Enqueue(taken);
        _latest[KeyOf(taken)] = ActTurn.Unpack(taken.Turn).Number;
        if (_taken.Count <= CountMax) { return; }
        TakenTurn oldest = _taken.Dequeue();
        // A later turn of the same origin stands further behind in the queue and stays known.
        if (_latest[KeyOf(oldest)] == ActTurn.Unpack(oldest.Turn).Number) { _latest.Remove(KeyOf(oldest)); }
    }

    private static (UserKey User, byte About, uint Origin) KeyOf(in TakenTurn taken) => (taken.User, taken.About, ActTurn.Unpack(taken.Turn).Origin);
}
