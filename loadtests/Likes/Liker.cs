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
/// Each link is a user who likes and takes it back in turns: in a closed loop, which begins again with the answer, or at fixed instants whatever the
/// server does. Knows at the end what the server has acknowledged. A hub answers a connection's calls in their order.
/// </summary>
internal sealed class Liker(Links links, LikeCalls calls) : IRecordSink
{
    private readonly Queue<(long At, bool On)>[] _underWay = [.. Enumerable.Range(0, links.Count).Select(_ => new Queue<(long, bool)>())];
    private readonly bool[] _wish = new bool[links.Count];
    private readonly bool[] _on = new bool[links.Count];
    private readonly bool[] _uncertain = new bool[links.Count];
    private bool _loops;

    /// <summary>From the intended call to the answer, microseconds.</summary>
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

    /// <summary>Begins the closed loop.</summary>
    public void Begin()
    {
        _loops = true;
        for (int i = 0; i < links.Count; i++) { Call(i, Stopwatch.GetTimestamp()); }
    }

    /// <summary>Forgets the figures of the warm-up; the users' wishes stay.</summary>
    public void StartCounting()
    {
        Latency.Reset();
        (Acknowledged, Refused) = (0, 0);
    }

    /// <summary>The closed loop ends; the answers under way still come.</summary>
    public void End() => _loops = false;

    /// <param name="intendedAt">What its latency is counted from.</param>
    public void Call(int number, long intendedAt)
    {
        UnderWay++;
        bool on = _wish[number] = !_wish[number];
        _underWay[number].Enqueue((intendedAt, on));
        links.Send(number, on ? calls.On : calls.Off);
    }

    public void OnRecord(Link link, ReadOnlySpan<byte> record)
    {
        if (!record.StartsWith("{\"type\":3"u8)) { return; }
        UnderWay--;
        (long at, bool on) = _underWay[link.Number].Dequeue();
        bool accepted = record.IndexOf(calls.Accepts) >= 0;
        _uncertain[link.Number] = !accepted;
        if (accepted)
        {
            _on[link.Number] = on;
            Acknowledged++;
            Latency.RecordValue((long)Stopwatch.GetElapsedTime(at).TotalMicroseconds);
        }
        else
        {
            Refused++;
            FirstRefusal ??= Encoding.UTF8.GetString(record);
        }
        if (_loops) { Call(link.Number, Stopwatch.GetTimestamp()); }
    }
}
