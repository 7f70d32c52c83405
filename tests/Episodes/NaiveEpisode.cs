using Interactions.Episodes;
using Interactions.Users;

namespace Interactions.Tests.Episodes;

/// <summary>
/// The rules of an episode once more, with lists and no cleverness: what the tally must be. It shares no code with the state but the messages.
/// </summary>
internal sealed class NaiveEpisode
{
    private readonly List<UserKey> _likes = [];
    private readonly List<(UserKey User, int Second)> _places = [];
    private readonly List<UserKey> _bookmarks = [];
    private readonly List<(UserKey, string)> _shares = [];
    private readonly List<NaiveComment> _comments = [];
    private readonly List<NaiveSession> _sessions = [];
    private readonly List<(UserKey User, long AtMs, long LeftMs)> _credits = [];
    private readonly List<(UserKey User, long AtMs)> _spoke = [];
    private readonly List<(UserKey User, EpisodeAct Act, string? Id, ActTurn Turn)> _turns = [];
    private EpisodeSettings _settings = EpisodeStory.Settings;
    private long _peak;

    private sealed class NaiveComment
    {
        public required string Id;
        public required UserKey User;
        public required string ClientId;
        public required bool Held;
        public bool Retracted;
        public List<UserKey> Likers = [];
    }

    private sealed class NaiveSession
    {
        public required UserKey User;
        public required string Id;
        public long Seq;
        public bool Ended;
        public List<int> Seen = [];
    }

    public Tally Tally => new(
        _likes.Count, _bookmarks.Count, _shares.Count, _comments.Count(c => !c.Held && !c.Retracted), 0, _peak, _sessions.Count,
        _sessions.Where(s => s.Seen.Count > 0).Select(s => s.User).Distinct().Count(), _sessions.Sum(s => s.Seen.Count),
        _sessions.Count(s => s.Seen.Count >= 0.95 * 62), _sessions.Count(s => s.Ended && s.Seen.Count < 3), 0, _comments.Sum(c => c.Likers.Count));

    public int[] LikesBySecond => [.. Enumerable.Range(0, 62).Select(second => _places.Count(place => place.Second == second))];

    public void Take(EpisodeOperation happening, long offset, long atMs)
    {
        bool may = happening.On || happening.User == EpisodeStory.Creator;
        NaiveComment? named = _comments.Find(c => c.Id == happening.Id);
        switch (happening.Act)
        {
            case EpisodeAct.Configure when may: Configure(happening.Change!); break;
            case EpisodeAct.Import: Import(happening, offset); break;
            case EpisodeAct.Retract when may && named is not null: named.Retracted = true; break;
            case EpisodeAct.Release when may && named is not null: named.Held = false; break;
            case EpisodeAct.Peak: _peak = Math.Max(_peak, happening.Number); break;
            case EpisodeAct.Watch when _settings.State != EpisodeStage.Draft: Watch(happening, atMs); break;
            case EpisodeAct.Like when _settings.State == EpisodeStage.Open: Like(happening); break;
            case EpisodeAct.Bookmark when _settings.State == EpisodeStage.Open: Side(_bookmarks, happening); break;
            case EpisodeAct.Share when _settings.State == EpisodeStage.Open: Set(_shares, (happening.User, happening.Id!), true); break;
            case EpisodeAct.LikeComment when _settings.State == EpisodeStage.Open && named is { Held: false, Retracted: false }:
                Side(named.Likers, happening);
                break;
            case EpisodeAct.Comment when _settings.State == EpisodeStage.Open: Comment(happening, offset, atMs); break;
        }
    }

    private void Configure(SettingsChange change)
    {
        if (change.State is { } state) { _settings = _settings with { State = state }; }
        if (change.SlowModeMs is { } slow) { _settings = _settings with { SlowModeMs = slow }; }
    }

    private void Comment(EpisodeOperation said, long offset, long atMs)
    {
        if (_comments.Exists(c => c.User == said.User && c.ClientId == said.Id)) { return; }
        if (said.Draft!.AtMs < 0 || said.Draft.AtMs > EpisodeStory.DurationMs) { return; }
        if (said.Draft.ReplyTo is { } answered
            && (said.User != EpisodeStory.Creator || !_comments.Exists(c => c.Id == answered && !c.Held && !c.Retracted))) { return; }
        if (said.User != EpisodeStory.Creator && _settings.SlowModeMs == 0) { _spoke.Clear(); }
        else if (said.User != EpisodeStory.Creator)
        {
            if (_spoke.Exists(s => s.User == said.User && atMs < s.AtMs + _settings.SlowModeMs)) { return; }
            _spoke.RemoveAll(s => s.User == said.User);
            _spoke.Add((said.User, atMs));
        }
        Add(said, offset);
    }

    private void Import(EpisodeOperation said, long offset)
    {
        if (_comments.Exists(c => c.Id == said.Id || (c.User == UserKey.None && c.ClientId == said.Id))) { return; }
        if (said.Draft!.AtMs >= 0 && said.Draft.AtMs <= EpisodeStory.DurationMs) { Add(said, offset); }
    }

    private void Add(EpisodeOperation said, long offset)
    {
        string id = said.Id!;
        for (long at = offset; _comments.Exists(c => c.Id == id); at++) { id = $"{said.Id}.{at}"; }
        _comments.Add(new NaiveComment { Id = id, User = said.User, ClientId = said.Id!, Held = said.Draft!.HeldBy is not null });
    }

    private void Watch(EpisodeOperation report, long atMs)
    {
        if (report.Number < 1) { return; }
        NaiveSession? session = _sessions.Find(s => s.User == report.User && s.Id == report.Id);
        if (session?.Seq >= report.Number) { return; }
        if (session is null) { _sessions.Add(session = new NaiveSession { User = report.User, Id = report.Id! }); }
        int at = _credits.FindIndex(c => c.User == report.User);
        long leftMs = at < 0 ? 180_000 : Math.Min(180_000, _credits[at].LeftMs + (2 * (atMs - _credits[at].AtMs)));
        if (at >= 0) { _credits.RemoveAt(at); }
        foreach (int[] range in report.Seen!.Ranges.Chunk(2))
        {
            for (int second = range[0]; second < range[1]; second++)
            {
                if (second < 0 || second >= 62 || session.Seen.Contains(second) || leftMs < 1_000) { continue; }
                session.Seen.Add(second);
                leftMs -= 1_000;
            }
        }
        _credits.Add((report.User, atMs, leftMs));
        session.Seq = report.Number;
        session.Ended |= report.Seen.Ended;
    }

    private void Like(EpisodeOperation wish)
    {
        bool liked = _likes.Contains(wish.User);
        Side(_likes, wish);
        if (_likes.Contains(wish.User) == liked) { return; }
        _places.RemoveAll(place => place.User == wish.User);
        if (!liked && wish.AtMs is { } atMs) { _places.Add((wish.User, Math.Min(atMs / 1000, 61))); }
    }

    private void Side(List<UserKey> set, EpisodeOperation wish)
    {
        (uint origin, uint number) = ActTurn.Unpack(wish.Number);
        if (number > 0 && _turns.Exists(
            turn => (turn.User, turn.Act, turn.Id, turn.Turn.Origin) == (wish.User, wish.Act, wish.Id, origin) && turn.Turn.Number >= number))
        {
            return;
        }
        if (number > 1) { _turns.Add((wish.User, wish.Act, wish.Id, new ActTurn(origin, number))); }
        Set(set, wish.User, wish.On);
    }

    private static void Set<T>(List<T> set, T item, bool on)
    {
        set.Remove(item);
        if (on) { set.Add(item); }
    }
}
