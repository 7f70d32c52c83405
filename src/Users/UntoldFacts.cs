namespace Interactions.Users;

/// <summary>
/// What users' records have not heard of yet: each user's newest like, bookmark, follow and progress, because only the newest matters to him, and the
/// newest of each comment. Part of the teller's state, so a crash forgets none; the teller refuses new work at <see cref="CountMax"/>.
/// </summary>
public sealed class UntoldFacts
{
    /// <summary>Most facts that may wait: about 200 MB. At the pace of user grains that is minutes of a storm.</summary>
    public const int CountMax = 1_000_000;

    private readonly Dictionary<UserKey, Own> _byUser = [];

    public int Count { get; private set; }

    public bool IsFull => Count >= CountMax;

    /// <summary>Who has something to hear.</summary>
    public UserKey[] Users => [.. _byUser.Keys];

    public void Add(UserFact fact)
    {
        if (!_byUser.TryGetValue(fact.User, out Own? own)) { _byUser.Add(fact.User, own = new Own()); }
        Count -= own.Count;
        own.Add(fact);
        Count += own.Count;
    }

    /// <summary>All that a user has to hear, in the order in which it happened. It stays until <see cref="Told"/>.</summary>
    /// <remarks>All at once: the record knows by the offset of the last what it has heard, and would take what came before it for old.</remarks>
    public UserFact[] Of(UserKey user) => _byUser.TryGetValue(user, out Own? own) ? InOrder(own.Facts) : [];

    /// <summary>Forgets what a user knows durably; what happened meanwhile stays.</summary>
    /// <param name="offset">Of the last that was told.</param>
    public void Told(UserKey user, long offset)
    {
        if (!_byUser.TryGetValue(user, out Own? own)) { return; }
        Count -= own.Count;
        own.Forget(offset);
        Count += own.Count;
        if (own.Count == 0) { _byUser.Remove(user); }
    }

    public UserFact[] ToArray() => InOrder(_byUser.Values.SelectMany(own => own.Facts));

    public void Restore(UserFact[] facts)
    {
        _byUser.Clear();
        Count = 0;
        foreach (UserFact fact in facts) { Add(fact); }
    }

    private static UserFact[] InOrder(IEnumerable<UserFact> facts) => [.. facts.OrderBy(fact => fact.Offset)];

    /// <summary>One user's. Most have one fact; comments are kept apart because there may be many.</summary>
    private sealed class Own
    {
        private readonly List<UserFact> _newest = new(1);
        private Dictionary<string, UserFact>? _comments;

        public int Count => _newest.Count + (_comments?.Count ?? 0);

        public IEnumerable<UserFact> Facts => _comments is null ? _newest : _newest.Concat(_comments.Values);

        public void Add(UserFact fact)
        {
            if (fact.Kind == UserFactKind.Comment)
            {
                (_comments ??= [])[fact.Id!] = fact;
                return;
            }
            _newest.RemoveAll(older => older.Kind == fact.Kind);
            _newest.Add(fact);
        }

        public void Forget(long offset)
        {
            _newest.RemoveAll(fact => fact.Offset <= offset);
            if (_comments is null) { return; }
            // A dictionary may lose entries while somebody walks through it.
            foreach ((string id, UserFact fact) in _comments)
            {
                if (fact.Offset <= offset) { _comments.Remove(id); }
            }
        }
    }
}
