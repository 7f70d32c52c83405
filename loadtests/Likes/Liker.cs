using System.Diagnostics;
using System.Text;
using HdrHistogram;
using Interactions.LoadTests.Wire;

namespace Interactions.LoadTests.Likes;

/// <summary>What a hub calls a like, so that the product and the baseline are loaded by the same loop.</summary>
/// <param name="On">The frame that asks for it.</param>
/// <param name="Off">The frame that takes it back.</param>
/// <param name="Accepts">A part of every answer that accepts.</param>
internal sealed record LikeCalls(byte[] On, byte[] Off, byte[] Accepts)
{
    public static LikeCalls Product(string episodeId) => new(
        Product(episodeId, "true"), Product(episodeId, "false"), Encoding.UTF8.GetBytes("\"ok\":true"));

    public static LikeCalls Baseline() => new(
        Encoding.UTF8.GetBytes("{\"type\":1,\"invocationId\":\"1\",\"target\":\"Like\",\"arguments\":[\"room\",true]}\u001e"),
        Encoding.UTF8.GetBytes("{\"type\":1,\"invocationId\":\"1\",\"target\":\"Like\",\"arguments\":[\"room\",false]}\u001e"),
        Encoding.UTF8.GetBytes("\"result\":"));

    private static byte[] Product(string episodeId, string on) => Encoding.UTF8.GetBytes(
        $$"""{"type":1,"invocationId":"1","target":"Like","arguments":[{"episodeId":"{{episodeId}}","on":{{on}}}]}""" + "\u001e");
}

/// <summary>
/// A closed loop on every link: like, wait for the answer, take it back, wait. Knows at the end what the server has acknowledged.
/// </summary>
internal sealed class Liker(Links links, LikeCalls calls) : IRecordSink
{
    private readonly bool[] _on = new bool[links.Count];
    private readonly bool[] _uncertain = new bool[links.Count];
    private readonly long[] _sentAt = new long[links.Count];
    private bool _ending;

    /// <summary>Time to the answer, microseconds.</summary>
    public LongHistogram Latency { get; } = new(TimeSpan.TicksPerMinute, 3);

    public long Acknowledged { get; private set; }

    public long Refused { get; private set; }

    /// <summary>The text of the first refusal: what to look for.</summary>
    public string? FirstRefusal { get; private set; }

    /// <summary>Calls that wait for their answer.</summary>
    public int UnderWay { get; private set; }

    /// <summary>Users whose last acknowledged wish was to like.</summary>
    public long Likes => _on.LongCount(on => on);

    /// <summary>Users whose last call was refused: whether it took effect is the server's secret.</summary>
    public long Uncertain => _uncertain.LongCount(uncertain => uncertain);

    public void Begin()
    {
        for (int i = 0; i < links.Count; i++) { Call(links[i]); }
    }

    /// <summary>Forgets the figures of the warm-up; the users' wishes stay.</summary>
    public void StartCounting()
    {
        Latency.Reset();
        (Acknowledged, Refused) = (0, 0);
    }

    /// <summary>No more calls; the answers under way still come.</summary>
    public void End() => _ending = true;

    public void OnRecord(Link link, ReadOnlySpan<byte> record)
    {
        if (!record.StartsWith("{\"type\":3"u8)) { return; }
        UnderWay--;
        bool accepted = record.IndexOf(calls.Accepts) >= 0;
        _uncertain[link.Number] = !accepted;
        if (accepted)
        {
            _on[link.Number] = !_on[link.Number];
            Acknowledged++;
            Latency.RecordValue((long)Stopwatch.GetElapsedTime(_sentAt[link.Number]).TotalMicroseconds);
        }
        else
        {
            Refused++;
            FirstRefusal ??= Encoding.UTF8.GetString(record);
        }
        if (!_ending) { Call(link); }
    }

    private void Call(Link link)
    {
        UnderWay++;
        _sentAt[link.Number] = Stopwatch.GetTimestamp();
        link.Send(_on[link.Number] ? calls.Off : calls.On);
    }
}
