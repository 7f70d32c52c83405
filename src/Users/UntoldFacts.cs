namespace Interactions.Users;

/// <summary>
/// Facts that their users' records have not heard of yet, in order. Part of the teller's state, so a crash forgets none; the teller refuses new work
/// at <see cref="CountMax"/>.
/// </summary>
public sealed class UntoldFacts
{
    /// <summary>Most facts that may wait: about 100 MB. At the pace of user grains that is minutes of a storm.</summary>
    public const int CountMax = 1_000_000;

    private readonly Queue<UserFact> _facts = [];

    public int Count => _facts.Count;

    public bool IsFull => _facts.Count >= CountMax;

    public void Add(UserFact fact) => _facts.Enqueue(fact);

    /// <summary>The oldest facts, at most <paramref name="max"/>; they stay until <see cref="Told"/>.</summary>
    public UserFact[] Oldest(int max) => [.. _facts.Take(max)];

    /// <summary>Forgets the oldest <paramref name="count"/>: their users know them durably.</summary>
    public void Told(int count)
    {
        for (int i = 0; i < count; i++) { _facts.Dequeue(); }
    }

    public UserFact[] ToArray() => [.. _facts];

    public void Restore(UserFact[] facts)
    {
        _facts.Clear();
        foreach (UserFact fact in facts) { _facts.Enqueue(fact); }
    }
}
