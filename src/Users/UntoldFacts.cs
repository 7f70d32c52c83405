namespace Interactions.Users;

/// <summary>
/// What users' records have not heard of yet: each user's newest like, bookmark, follow and progress, because only the newest matters to him, and the
/// newest of each comment. Part of the teller's state, so a crash forgets none; the teller refuses new work at <see cref="CountMax"/>.
/// </summary>
public sealed class UntoldFacts
{
    /// <summary>Most facts that may wait: about 150 MB. At the pace of user grains that is minutes of a storm.</summary>
    public const int CountMax = 1_000_000;

    private readonly Dictionary<Subject, UserFact> _newest = [];

    private readonly record struct Subject(UserKey User, UserFactKind Kind, string? CommentId)
    {
        public static Subject Of(in UserFact fact) => new(fact.User, fact.Kind, fact.Kind == UserFactKind.Comment ? fact.Id : null);
    }

    public int Count => _newest.Count;

    public bool IsFull => _newest.Count >= CountMax;

    public void Add(UserFact fact) => _newest[Subject.Of(fact)] = fact;

    /// <summary>Everything that waits, user by user, each user's in the order in which it happened. It stays until <see cref="Told"/>.</summary>
    /// <remarks>All of a user's at once: the record knows by the offset of the last what it has heard, and would take what came before it for old.</remarks>
    public UserFact[][] ByUser() =>
        [.. _newest.Values.GroupBy(fact => fact.User).Select(own => own.OrderBy(fact => fact.Offset).ToArray())];

    /// <summary>Forgets what a user knows durably; what happened meanwhile stays.</summary>
    public void Told(UserFact[] facts)
    {
        foreach (UserFact fact in facts)
        {
            Subject subject = Subject.Of(fact);
            if (_newest.TryGetValue(subject, out UserFact newest) && newest.Offset == fact.Offset) { _newest.Remove(subject); }
        }
    }

    public UserFact[] ToArray() => [.. _newest.Values.OrderBy(fact => fact.Offset)];

    public void Restore(UserFact[] facts)
    {
        _newest.Clear();
        foreach (UserFact fact in facts) { Add(fact); }
    }
}
