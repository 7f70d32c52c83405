namespace Interactions.Users;

/// <summary>What happens to a user's record, as its journal keeps it: one of the three.</summary>
[GenerateSerializer, Immutable, Alias("interactions.user-entry.v1")]
public sealed record UserEntry(
    [property: Id(0)] UserProjection? Heard = null, [property: Id(1)] UserStanding? Standing = null, [property: Id(2)] UserSettings? Settings = null);

/// <summary>How far a user has heard of a source.</summary>
[GenerateSerializer, Immutable, Alias("interactions.user-cursor.v1")]
public readonly record struct UserCursor([property: Id(0)] string Epoch, [property: Id(1)] long Offset);

/// <summary>A user's record. A pure value: hearing a fact twice, or an older one late, changes nothing.</summary>
[GenerateSerializer, Alias("interactions.user-state.v1")]
public sealed class UserState
{
    /// <summary>Most own comments and history entries that are kept; the oldest go first. Likes, bookmarks and follows are kept all.</summary>
    public const int KeptMax = 1_000;

    [Id(0)] private readonly Dictionary<string, UserCursor> _cursors = [];
    [Id(1)] private readonly Dictionary<string, long> _likes = [];
    [Id(2)] private readonly Dictionary<string, long> _bookmarks = [];
    [Id(3)] private readonly Dictionary<string, long> _follows = [];
    [Id(4)] private readonly Dictionary<string, UserProgress> _history = [];
    [Id(5)] private readonly Dictionary<string, UserComment> _comments = [];

    [Id(6)] public UserStanding Standing { get; private set; } = new(0, null);

    [Id(7)] public UserSettings Settings { get; private set; } = new(new Dictionary<string, string>());

    public void Apply(UserEntry entry)
    {
        if (entry.Heard is { } heard) { Hear(heard); }
        Standing = entry.Standing ?? Standing;
        Settings = entry.Settings ?? Settings;
    }

    private void Hear(UserProjection heard)
    {
        string source = $"{heard.Source}/{heard.SourceId}";
        long known = _cursors.TryGetValue(source, out UserCursor cursor) && cursor.Epoch == heard.Epoch ? cursor.Offset : 0;
        foreach (UserFact fact in heard.Facts)
        {
            if (fact.Offset <= known) { continue; }
            known = fact.Offset;
            Note(heard.SourceId, fact);
        }
        _cursors[source] = new UserCursor(heard.Epoch, known);
    }

    private void Note(string id, in UserFact fact)
    {
        switch (fact.Kind)
        {
            case UserFactKind.Like: Set(_likes, id, fact); break;
            case UserFactKind.Bookmark: Set(_bookmarks, id, fact); break;
            case UserFactKind.Follow: Set(_follows, id, fact); break;
            case UserFactKind.Progress:
                _history[id] = new UserProgress(id, fact.PositionMs, fact.AtMs);
                Trim(_history, entry => entry.AtMs);
                break;
            case UserFactKind.Comment:
                _comments[$"{id}/{fact.Id}"] = new UserComment(id, fact.Id!, fact.Text!, fact.PositionMs, fact.Standing, fact.AtMs);
                Trim(_comments, entry => entry.AtMs);
                break;
        }
    }

    private static void Set(Dictionary<string, long> set, string id, in UserFact fact)
    {
        if (fact.On) { set[id] = fact.AtMs; }
        else { set.Remove(id); }
    }

    /// <summary>Lets a tenth go at once, so that a full list does not search for its oldest entry at every fact.</summary>
    private static void Trim<T>(Dictionary<string, T> kept, Func<T, long> atMs)
    {
        if (kept.Count <= KeptMax) { return; }
        foreach (string key in kept.OrderBy(pair => atMs(pair.Value)).Take(KeptMax / 10).Select(pair => pair.Key).ToArray()) { kept.Remove(key); }
    }

    /// <summary>The record as its owner sees it.</summary>
    public UserRecord ToRecord() => new(
        Newest(_likes), Newest(_bookmarks), [.. _follows.OrderByDescending(pair => pair.Value).Take(UserRecord.ListLengthMax).Select(pair => pair.Key)],
        [.. _history.Values.OrderByDescending(entry => entry.AtMs).Take(UserRecord.ListLengthMax)],
        [.. _comments.Values.OrderByDescending(entry => entry.AtMs).Take(UserRecord.ListLengthMax)], Standing);

    private static UserEpisode[] Newest(Dictionary<string, long> set) =>
        [.. set.OrderByDescending(pair => pair.Value).Take(UserRecord.ListLengthMax).Select(pair => new UserEpisode(pair.Key, pair.Value))];
}
