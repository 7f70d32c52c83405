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

    /// <summary>
    /// What the oldest facts, at most <paramref name="max"/>, mean to each user, in their order: of likes, bookmarks, follows and progress only the newest
    /// matters, comments matter each. The facts stay until <see cref="Told"/>.
    /// </summary>
    public UserFact[][] NewestByUser(int max)
    {
        Dictionary<(UserKey User, UserFactKind Kind, string? Id), UserFact> newest = [];
        foreach (UserFact fact in _facts)
        {
            if (max-- == 0) { break; }
            newest[(fact.User, fact.Kind, fact.Kind == UserFactKind.Comment ? fact.Id : null)] = fact;
        }
        return [.. newest.Values.GroupBy(fact => fact.User).Select(own => own.OrderBy(fact => fact.Offset).ToArray())];
    }

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
