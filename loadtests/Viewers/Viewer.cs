using System.Diagnostics;
using System.Text.Json;
using Interactions.Episodes;
using Interactions.LoadTests.Comments;
using Interactions.LoadTests.Driver;

namespace Interactions.LoadTests.Viewers;

/// <summary>What a user wants of an episode: to like it, or to keep it.</summary>
/// <param name="IsOn">The last wish that was acknowledged.</param>
/// <param name="IsInDoubt">The fate of the last one is unknown.</param>
/// <param name="Call">The call of its line that decided about both.</param>
/// <param name="UnderWay">Wishes without an answer yet.</param>
internal readonly record struct Wish(bool IsOn, bool IsInDoubt, long Call, int UnderWay)
{
    public bool IsUncertain => IsInDoubt || UnderWay > 0;

    /// <summary>The order on the line decides: answers may be heard of in another one, when several are under way.</summary>
    public Wish After(Reply reply, bool on)
    {
        Wish answered = this with { UnderWay = UnderWay - 1 };
        if (reply.Call < Call || !(reply.Ok || reply.IsUncertain)) { return answered; }
        return answered with { IsOn = reply.Ok ? on : IsOn, IsInDoubt = !reply.Ok, Call = reply.Call };
    }
}

/// <summary>
/// A virtual viewer of one episode that believes nothing: it follows the rules of the wire for positions, asks when it has missed something, and
/// counts what it was shown and what it was told was left out. Comparisons with a stock hub have cheaper watchers, who only count.
/// </summary>
internal class Viewer(Exchange exchange, Room room, string user, string? token, Statistics statistics) : Line(exchange)
{
    private readonly Exchange _exchange = exchange;
    private readonly List<Pulse> _early = [];
    private readonly Lock _wishes = new();
    private bool _joining;
    private long _lastShown;

    public Room Room => room;

    public string User => user;

    /// <summary>It has a token; others have no wishes.</summary>
    public bool IsNamed => token is not null;

    public bool IsJoined { get; protected set; }

    public string? Epoch { get; private set; }

    public long Offset { get; private set; }

    /// <summary>Where it came in; what is before was never promised to it.</summary>
    public long JoinedAt { get; private set; }

    /// <summary>Comments on its screen, repeats that were merged included.</summary>
    public long Shown { get; private set; }

    /// <summary>Comments that it was told were left out.</summary>
    public long Omitted { get; private set; }

    /// <summary>Times that it missed something and asked.</summary>
    public int Refetches { get; private set; }

    /// <summary>It missed too much and started afresh, or two answers overlapped with omissions: its sum is an estimate from here.</summary>
    public bool IsInexact { get; private set; }

    /// <summary>Fresh starts in spite of a position in the same epoch: the position, and where it stood then.</summary>
    public List<(long After, long To)> Resets { get; } = [];

    /// <summary>The counters that its screen shows, by the rules of the wire; null before it has joined.</summary>
    public Tally? Counters { get; private set; }

    /// <summary>As the latest <see cref="Join"/> was answered.</summary>
    public Mine? Mine { get; private set; }

    public Wish Liking { get; private set; }

    public Wish Bookmarking { get; private set; }

    /// <summary>Its own comments by id that it has not seen yet, with their acknowledged offset (0 before the answer).</summary>
    public Dictionary<string, long> Own { get; } = [];

    /// <param name="receiveBuffer">Bytes that the kernel keeps for a reader who is late; null lets it decide.</param>
    public virtual Task<Outcome> Connect(Uri gateway, int? receiveBuffer = null) =>
        Connect(new Uri(gateway, IViewerHub.Path), token, receiveBuffer);

    /// <summary>Joins, or joins again where it stood.</summary>
    public async Task<Outcome> Join()
    {
        _joining = true;
        (string? epoch, long offset) = (Epoch, Offset);
        string after = epoch is null ? "" : $",\"after\":{{\"epoch\":\"{epoch}\",\"offset\":{offset}}}";
        Reply reply = await Call("Join", $"{{\"episodeId\":\"{room.EpisodeId}\"{after}}}");
        if (reply.Ok) { Stand(reply.Record, epoch, offset); }
        _joining = false;
        Pulse[] early = [.. _early];
        _early.Clear();
        foreach (Pulse pulse in early) { Apply(pulse); }
        return reply.Outcome;
    }

    public async Task<Outcome> Like(bool on)
    {
        lock (_wishes) { Liking = Liking with { UnderWay = Liking.UnderWay + 1 }; }
        Reply reply = await Call("Like", Wanting(on));
        lock (_wishes) { Liking = Liking.After(reply, on); }
        return reply.Outcome;
    }

    public async Task<Outcome> Bookmark(bool on)
    {
        lock (_wishes) { Bookmarking = Bookmarking with { UnderWay = Bookmarking.UnderWay + 1 }; }
        Reply reply = await Call("Bookmark", Wanting(on));
        lock (_wishes) { Bookmarking = Bookmarking.After(reply, on); }
        return reply.Outcome;
    }

    /// <summary>Comments with a text that carries when it was meant to be sent.</summary>
    public async Task<Outcome> Comment(string id, int atMs, long intendedAt, string? text = null)
    {
        lock (Own) { Own[id] = 0; }
        room.Uncertain[id] = true;
        string words = text is null ? Stamp.Text(intendedAt) : $"{text} {Stamp.Text(intendedAt)[^18..]}";
        Reply reply = await Call("Comment",
            $"{{\"episodeId\":\"{room.EpisodeId}\",\"commentId\":\"{id}\",\"atMs\":{atMs},\"text\":{JsonSerializer.Serialize(words)}}}");
        long offset = Fields.Number(reply.Record, "\"offset\":"u8) ?? 0;
        if (reply.Ok && !Fields.Has(reply.Record, "\"held\":true"u8)) { Acknowledge(id, offset); }
        else { lock (Own) { Own.Remove(id); } }
        if (!reply.IsUncertain) { room.Uncertain.TryRemove(id, out _); }
        return reply.Outcome;
    }

    public async Task<Outcome> Do(string method, string rest)
    {
        Reply reply = await Call(method, $"{{\"episodeId\":\"{room.EpisodeId}\",{rest}}}");
        return reply.Outcome;
    }

    /// <summary>Ends the connection as a lost network does; <see cref="Line.Connect"/> and <see cref="Join"/> bring it back where it stood.</summary>
    public virtual void Vanish()
    {
        _exchange.Drop(this);
        Lose();
        IsJoined = false;
    }

    protected override void OnPush(ReadOnlySpan<byte> record)
    {
        if (!record.StartsWith("{\"type\":1,\"target\":\"Pulse\""u8)) { return; }
        Pulse pulse = room.Read(record);
        if (_joining) { if (_early.Count < 64) { _early.Add(pulse); } }
        else if (IsJoined) { Apply(pulse); }
    }

    private string Wanting(bool on) => $"{{\"episodeId\":\"{room.EpisodeId}\",\"on\":{(on ? "true" : "false")}}}";

    private void Acknowledge(string id, long offset)
    {
        if (!room.Accepted.TryAdd(offset, id)) { room.Accuse($"{room.EpisodeId}: two comments were acknowledged with offset {offset}."); }
        room.Note(offset, id);
        lock (Own)
        {
            if (Own.ContainsKey(id)) { Own[id] = offset; }
        }
    }

    /// <summary>The rules of the wire, in their order.</summary>
    private void Apply(Pulse pulse)
    {
        if (pulse.Epoch == Epoch && pulse.From <= Offset) { Count(pulse.Counters); }
        if (pulse.Epoch == Epoch && pulse.To <= Offset) { return; }
        if (pulse.Epoch != Epoch || pulse.From > Offset)
        {
            if (pulse.Epoch != Epoch) { Epoch = null; }
            Refetches++;
            _ = Join();
            return;
        }
        if (pulse.From < Offset && pulse.Gathers) { IsInexact = true; }
        Show(pulse.Comments);
        Omitted += pulse.Omitted;
        Offset = pulse.To;
    }

    /// <summary>The last ones win; what is older may arrive later than the answer to a join.</summary>
    private void Count(Tally? counters)
    {
        if (counters is not null && (Counters is null || counters.Version >= Counters.Version)) { Counters = counters; }
    }

    private void Show(ShownComment[] comments)
    {
        long now = Stopwatch.GetTimestamp();
        foreach (ShownComment comment in comments)
        {
            if (comment.Offset <= Offset) { continue; }
            if (comment.Offset <= _lastShown) { room.Accuse($"{user} was shown offset {comment.Offset} after {_lastShown}."); }
            _lastShown = comment.Offset;
            Shown += comment.Times;
            if (comment.SentAt > 0) { statistics.Delivered((long)Stopwatch.GetElapsedTime(comment.SentAt, now).TotalMicroseconds); }
            if (Own.Count > 0) { lock (Own) { Own.Remove(comment.Id); } }
        }
    }

    private void Stand(byte[] record, string? askedEpoch, long asked)
    {
        long offset = Fields.Number(record, "\"offset\":"u8) ?? 0;
        string? epoch = Fields.Text(record, "\"epoch\":\""u8);
        bool reset = Fields.Has(record, "\"reset\":true"u8);
        bool first = !IsJoined && JoinedAt == 0 && Epoch is null;
        if (first) { JoinedAt = offset; }
        else if (reset)
        {
            IsInexact = true;
            if (epoch == askedEpoch) { Resets.Add((asked, offset)); }
        }
        else if (!Fields.Has(record, "\"comments\":[]"u8)) { CatchUp(record); }
        // Another generation counts from the beginning.
        if (epoch != Epoch) { Counters = null; }
        Count(Fields.Counters(record));
        (Epoch, Offset, IsJoined) = (epoch, Math.Max(offset, reset ? 0 : Offset), true);
        if (reset) { _lastShown = 0; }
        ReadOnlySpan<byte> mine = Fields.Object(record, "\"mine\":{"u8);
        Mine = new Mine(Fields.Has(mine, "\"liked\":true"u8), Fields.Has(mine, "\"bookmarked\":true"u8));
    }

    private void CatchUp(byte[] record)
    {
        ShownComment[] missed = Pulse.ReadMissed(record);
        room.Note(missed);
        Show(missed);
    }
}
