using System.Text.Json;

namespace Interactions.Tests.LoadTests;

/// <summary>One viewer's connection to a scripted server.</summary>
/// <param name="User">Empty for an anonymous one.</param>
/// <param name="Send">Sends a hub message; never waits for the other side.</param>
internal sealed record ScriptedViewer(string User, Action<string> Send);

/// <summary>A like that is acknowledged and not kept.</summary>
/// <param name="Taps">It is this tap of its user, counted from 1.</param>
/// <param name="On">And says this.</param>
internal sealed record LostLike(int Taps, bool On);

/// <summary>An episode that keeps every promise but one. Calls come one after the other.</summary>
internal sealed class ScriptedEpisode(string id, Lie lie, LostLike? lost)
{
    private readonly Dictionary<string, bool> _likes = [], _bookmarks = [];
    private readonly HashSet<string> _shares = [], _plays = [];
    private readonly List<(string Id, string Text, ScriptedViewer Author)> _comments = [];
    private readonly HashSet<string> _gone = [];
    private readonly List<string> _held = [];
    private readonly Dictionary<string, int> _taps = [];
    private readonly HashSet<bool> _swapped = [];
    private int _watchSeconds;
    private int _pushed;
    private string _told = "";

    /// <summary>Whom, or what, the lie was about.</summary>
    public string? Victim { get; private set; }

    public HashSet<ScriptedViewer> Watching { get; } = [];

    public string Totals => $$"""
        {"likes":{{Likes + (lie == Lie.ShowsAWrongBoard ? 1 : 0)}},"comments":{{_comments.Count}},"plays":{{_plays.Count}}}
        """;

    private int Likes => _likes.Count(like => like.Value);

    public string Tally => Counted(Likes);

    /// <summary>
    /// Pushes counters that have changed to all who watch, at the position of the latest push: nobody hears by them of a comment that was kept back.
    /// </summary>
    public void TellCounters()
    {
        if (_told == Tally || lie == Lie.PushesNoCounters) { return; }
        _told = Tally;
        Push(Pulse(_pushed, _pushed, "", $",\"tally\":{Counted(Likes + (lie == Lie.PushesALikeTooMany ? 1 : 0))}"));
    }

    private string Counted(int likes) => $$"""
        {"likes":{{likes}},"bookmarks":{{_bookmarks.Count(mark => mark.Value)}},"shares":{{_shares.Count + (lie == Lie.DoublesAShare ? 1 : 0)}},"comments":{{_comments.Count}},
        "viewers":{{Watching.Count + (lie == Lie.CountsAGhost ? 1 : 0)}},"peak":0,"plays":{{_plays.Count}},
        "watchSeconds":{{_watchSeconds + (lie == Lie.CreditsTooMuch ? 1 : 0)}},"version":1}
        """;

    public string List()
    {
        List<string> all = [.. _comments.Select((comment, i) => Named(i + 1, comment.Id)).Where((_, i) => !_gone.Contains(_comments[i].Id))];
        if (lie == Lie.LosesAComment)
        {
            Victim = _comments.Find(comment => !_gone.Contains(comment.Id)).Id;
            all.RemoveAt(0);
        }
        if (lie == Lie.InventsAComment) { all.Add(Named(_comments.Count + 1, Victim = "ghost")); }
        return $$"""{"comments":[{{string.Join(',', all)}}],"next":null}""";
    }

    /// <summary>The answer to a call; pushes go out before it.</summary>
    public string Answer(ScriptedViewer viewer, string method, JsonElement call) => method switch
    {
        "Join" => Join(viewer, call.TryGetProperty("after", out JsonElement after) ? after.GetProperty("offset").GetInt32() : null),
        "Leave" => Leave(viewer),
        "Like" when lie == Lie.RefusesLikes => """{"ok":false,"refusal":{"name":"tooFast"}}""",
        "Like" => Like(viewer.User, call.GetProperty("on").GetBoolean()),
        "Bookmark" => Bookmark(viewer.User, call.GetProperty("on").GetBoolean()),
        "Share" => Keep(_shares, call.GetProperty("shareId").GetString()!, Lie.LosesAShare),
        "Watch" => Watch(call),
        "Comment" => Comment(viewer, call.GetProperty("commentId").GetString()!, call.GetProperty("text").GetString()!),
        "Retract" => Retract(call.GetProperty("commentId").GetString()!),
        _ => """{"ok":false,"refusal":{"name":"unknown"}}""",
    };

    private string Join(ScriptedViewer viewer, int? after)
    {
        Watching.Add(viewer);
        (string liked, string kept) = (Word(_likes.GetValueOrDefault(viewer.User)), Word(_bookmarks.GetValueOrDefault(viewer.User)));
        string mine = $$"""{"liked":{{liked}},"bookmarked":{{kept}}}""";
        bool reset = after is null || (lie == Lie.ResetsWithoutNeed && after < _comments.Count);
        string comments = reset ? "" : Missed(after!.Value);
        string position = $$"""
            "epoch":"e","offset":{{_comments.Count}},"reset":{{Word(reset)}}
            """;
        return $$"""{"ok":true,{{position}},"tally":{{Tally}},"mine":{{mine}},"comments":[{{comments}}]}""";
    }

    private string Missed(int after)
    {
        int[] offsets = [.. Enumerable.Range(after + 1, _comments.Count - after).Where(offset => offset != 2 || lie != Lie.SkipsInAnAnswer)];
        if (lie == Lie.SwapsInAnAnswer) { Array.Reverse(offsets); }
        return string.Join(',', offsets.Select(offset => Shown(offset, offset)));
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
        bool isLost = lie == Lie.SwapsTwoLikes ? _swapped.Add(on) : Victim is null && lost == new LostLike(taps, on);
        if (isLost && (on || lost is not null)) { Victim = user; }
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
        if (lie != Lie.CreditsTooLittle || _plays.Count > 0) { _watchSeconds += 5; }
        return Keep(_plays, call.GetProperty("sessionId").GetString()!, Lie.LosesAPlay);
    }

    private string Comment(ScriptedViewer author, string comment, string text)
    {
        _comments.Add((comment, text, author));
        int offset = _comments.Count;
        if (offset == 1 && lie is >= Lie.LosesAComment and <= Lie.WithholdsTheLast) { Victim = comment; }
        if (lie == Lie.StoresTwice && offset == 1) { _comments.Add((comment, text, author)); }
        Push(offset);
        return $$"""{"ok":true,"offset":{{(lie == Lie.AcknowledgesTwoAtOne && offset == 2 ? 1 : offset)}}}""";
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
            case Lie.SkipsAPush or Lie.SkipsInAnAnswer or Lie.SwapsInAnAnswer or Lie.ResetsWithoutNeed when offset == 2:
            case Lie.TellsLate when offset < 200:
                return;
            case Lie.TellsLate when offset == 200:
                Push(Pulse(0, 200, string.Join(',', Enumerable.Range(1, 200).Select(late => Shown(late, late)))));
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
        _pushed = Math.Max(_pushed, to);
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
