using System.Text.Json;

namespace Interactions.Tests.LoadTests;

/// <summary>One viewer's connection to a scripted server.</summary>
/// <param name="User">Empty for an anonymous one.</param>
/// <param name="Send">Sends a hub message; never waits for the other side.</param>
internal sealed record ScriptedViewer(string User, Action<string> Send);

/// <summary>A like that is acknowledged and not kept.</summary>
/// <param name="Taps">It is this tap of its user, counted from 1.</param>
/// <param name="Nth">And its user is the n-th who comes to that tap.</param>
internal sealed record LostLike(int Taps, int Nth);

/// <summary>An episode that keeps every promise but one. Calls come one after the other.</summary>
internal sealed class ScriptedEpisode(string id, Lie lie, LostLike? lost)
{
    private readonly Dictionary<string, bool> _likes = [], _bookmarks = [];
    private readonly HashSet<string> _shares = [], _plays = [];
    private readonly List<(string Id, string Text, ScriptedViewer Author)> _comments = [];
    private readonly HashSet<string> _gone = [];
    private readonly List<string> _held = [];
    private readonly Dictionary<string, int> _taps = [];
    private int _finished;
    private int _watchSeconds;

    /// <summary>Whom, or what, the lie was about.</summary>
    public string? Victim { get; private set; }

    public HashSet<ScriptedViewer> Watching { get; } = [];

    public string Totals => $$"""
        {"likes":{{Likes + (lie == Lie.ShowsAWrongBoard ? 1 : 0)}},"comments":{{_comments.Count}},"plays":{{_plays.Count}}}
        """;

    private int Likes => _likes.Count(like => like.Value);

    public string Tally => $$"""
        {"likes":{{Likes}},"bookmarks":{{_bookmarks.Count(mark => mark.Value)}},"shares":{{_shares.Count}},"comments":{{_comments.Count}},
        "viewers":{{Watching.Count + (lie == Lie.CountsAGhost ? 1 : 0)}},"peak":0,"plays":{{_plays.Count}},
        "watchSeconds":{{_watchSeconds + (lie == Lie.CreditsTooMuch ? 1 : 0)}},"version":1}
        """;

    public string List()
    {
        List<string> all = [.. _comments.Select((comment, i) => Named(i + 1, comment.Id)).Where((_, i) => !_gone.Contains(_comments[i].Id))];
        if (lie == Lie.LosesAComment) { all.RemoveAt(0); }
        if (lie == Lie.InventsAComment) { all.Add(Named(_comments.Count + 1, Victim = "ghost")); }
        return $$"""{"comments":[{{string.Join(',', all)}}],"next":null}""";
    }

    /// <summary>The answer to a call; pushes go out before it.</summary>
    public string Answer(ScriptedViewer viewer, string method, JsonElement call) => method switch
    {
        "Join" => Join(viewer),
        "Leave" => Leave(viewer),
        "Like" => Like(viewer.User, call.GetProperty("on").GetBoolean()),
        "Bookmark" => Bookmark(viewer.User, call.GetProperty("on").GetBoolean()),
        "Share" => Keep(_shares, call.GetProperty("shareId").GetString()!, Lie.LosesAShare),
        "Watch" => Watch(call),
        "Comment" => Comment(viewer, call.GetProperty("commentId").GetString()!, call.GetProperty("text").GetString()!),
        "Retract" => Retract(call.GetProperty("commentId").GetString()!),
        _ => """{"ok":false,"refusal":{"name":"unknown"}}""",
    };

    private string Join(ScriptedViewer viewer)
    {
        Watching.Add(viewer);
        (string liked, string kept) = (Word(_likes.GetValueOrDefault(viewer.User)), Word(_bookmarks.GetValueOrDefault(viewer.User)));
        string mine = $$"""{"liked":{{liked}},"bookmarked":{{kept}}}""";
        return $$"""{"ok":true,"epoch":"e","offset":{{_comments.Count}},"reset":true,"mine":{{mine}},"comments":[]}""";
    }

    private string Leave(ScriptedViewer viewer)
    {
        if (lie != Lie.KeepsWhoLeft) { Watching.Remove(viewer); }
        return """{"ok":true}""";
    }

    private string Like(string user, bool on)
    {
        // By the user's own count, not by arrival: no later tap mends the loss of a last one.
        int taps = _taps[user] = _taps.GetValueOrDefault(user) + 1;
        bool isLost = taps == lost?.Taps && ++_finished == lost.Nth;
        if (isLost) { Victim = user; }
        _likes[user] = on ^ isLost;
        return $$"""{"ok":true,"liked":{{Word(on)}},"likes":1}""";
    }

    private string Bookmark(string user, bool on)
    {
        if (lie == Lie.LosesABookmark && Victim is null) { Victim = user; }
        else { _bookmarks[user] = on; }
        return """{"ok":true}""";
    }

    private string Keep(HashSet<string> facts, string fact, Lie loses)
    {
        if (lie == loses && Victim is null) { Victim = fact; }
        if (Victim != fact || lie != loses) { facts.Add(fact); }
        return """{"ok":true}""";
    }

    private string Watch(JsonElement call)
    {
        _watchSeconds += 5;
        return Keep(_plays, call.GetProperty("sessionId").GetString()!, Lie.LosesAPlay);
    }

    private string Comment(ScriptedViewer author, string comment, string text)
    {
        _comments.Add((comment, text, author));
        int offset = _comments.Count;
        if (offset == 1 && lie is >= Lie.LosesAComment and <= Lie.WithholdsTheLast) { Victim = comment; }
        if (lie == Lie.StoresTwice && offset == 1) { _comments.Add((comment, text, author)); }
        Push(offset);
        return $$"""{"ok":true,"offset":{{offset}}}""";
    }

    private string Retract(string comment)
    {
        if (lie == Lie.KeepsTheRetracted && Victim is null) { Victim = comment; }
        else { _gone.Add(comment); }
        if (lie != Lie.TellsNobody) { Push(Pulse(_comments.Count, _comments.Count, "", $",\"retracted\":[\"{comment}\"]")); }
        return """{"ok":true}""";
    }

    private void Push(int offset)
    {
        bool first = offset == 1;
        switch (lie)
        {
            case Lie.SwapsInAPush or Lie.SwapsOffsets when first:
            case Lie.WithholdsTheLast:
                return;
            case Lie.SwapsInAPush when offset == 2:
                Push(Pulse(0, 2, $"{Shown(2, 2)},{Shown(1, 1)}"));
                return;
            case Lie.SwapsOffsets when offset == 2:
                Push(Pulse(0, 2, $"{Shown(1, 2)},{Shown(2, 1)}"));
                return;
            case Lie.ShowsTwice when first:
                Push(Pulse(0, 1, $"{Shown(1, 1)},{Shown(1, 1)}"));
                return;
            case Lie.StoresTwice when first:
                Push(Pulse(0, 2, $"{Shown(1, 1)},{Shown(2, 2)}"));
                return;
            case Lie.HidesAComment when first:
                Push(Pulse(0, 1, ""));
                return;
            case Lie.HidesFromItsAuthor when first:
                foreach (ScriptedViewer viewer in Watching) { viewer.Send(Pulse(0, 1, viewer == _comments[0].Author ? "" : Shown(1, 1))); }
                return;
            case Lie.OmitsTooMany when first:
                Push(Pulse(0, 1, Shown(1, 1), ",\"omitted\":1"));
                return;
            case Lie.MergesTooMany when first:
                Push(Pulse(0, 1, Shown(1, 1, ",\"times\":2")));
                return;
            default:
                Push(Pulse(offset - 1, offset, Shown(offset, offset)));
                return;
        }
    }

    private void Push(string pulse)
    {
        foreach (ScriptedViewer viewer in Watching) { viewer.Send(pulse); }
    }

    private string Pulse(int from, int to, string comments, string more = "")
    {
        string pulse = $$"""{"episodeId":"{{id}}","epoch":"e","from":{{from}},"to":{{to}},"comments":[{{comments}}]{{more}}}""";
        return $$"""{"type":1,"target":"Pulse","arguments":[{{pulse}}]}""";
    }

    /// <summary>The content of the comment at <paramref name="of"/> under the offset <paramref name="at"/>.</summary>
    private string Shown(int at, int of, string more = "")
    {
        (string comment, string text, _) = _comments[of - 1];
        return $$"""{"offset":{{at}},"id":"{{comment}}","text":{{JsonSerializer.Serialize(text)}}{{more}}}""";
    }

    private static string Named(int offset, string comment) => $$"""{"offset":{{offset}},"id":"{{comment}}"}""";

    private static string Word(bool value) => value ? "true" : "false";
}
