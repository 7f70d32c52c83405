using System.Diagnostics;
using System.Text;
using HdrHistogram;
using Interactions.LoadTests.Wire;

namespace Interactions.LoadTests.Comments;

/// <summary>
/// Reads what viewers and publishers hear. Counts each delivery, each comment that the server says it left out, and each hole in the offsets.
/// </summary>
internal sealed class Watchers(int viewers) : IRecordSink
{
    private readonly Push?[] _recent = new Push?[8];
    private readonly long[] _position = Enumerable.Repeat(-1L, viewers).ToArray();
    private readonly long[] _heard = new long[viewers];
    private int _oldest;

    /// <summary>From the intended sending to each viewer, microseconds.</summary>
    public LongHistogram Latency { get; } = new(TimeSpan.TicksPerMinute, 3);

    public long Delivered { get; private set; }

    public long Frames { get; private set; }

    /// <summary>Left out and declared, summed over viewers.</summary>
    public long Omitted { get; private set; }

    /// <summary>Pushes that did not continue where the viewer stood: something between was lost, and the viewer would have to ask.</summary>
    public long Gaps { get; private set; }

    /// <summary>Pushes that told again what the viewer had heard.</summary>
    public long Repeats { get; private set; }

    public long Accepted { get; private set; }

    public long Refused { get; private set; }

    public string? FirstRefusal { get; private set; }

    public int Joined { get; private set; }

    /// <summary>Deliveries and declared omissions of the viewer that has the fewest.</summary>
    public long HeardLeast => _heard.Length == 0 ? 0 : _heard.Min();

    public void OnRecord(Link link, ReadOnlySpan<byte> record)
    {
        if (record.StartsWith("{\"type\":1"u8)) { Hear(link.Number, record); }
        else if (record.StartsWith("{\"type\":3"u8)) { Answered(link.Number, record); }
    }

    private void Answered(int number, ReadOnlySpan<byte> record)
    {
        bool refused = record.IndexOf("\"ok\":false"u8) >= 0 || record.IndexOf("\"error\":"u8) >= 0;
        if (refused)
        {
            Refused++;
            FirstRefusal ??= Encoding.UTF8.GetString(record);
        }
        else if (number < viewers) { Joined++; }
        else { Accepted++; }
    }

    private void Hear(int number, ReadOnlySpan<byte> record)
    {
        if (number >= viewers) { return; }
        Push push = Push.Read(record, _recent, ref _oldest);
        if (push.From is { } from && push.To is { } to && !Follows(number, from, to)) { return; }
        long now = Stopwatch.GetTimestamp();
        foreach (long stamp in push.Stamps) { Latency.RecordValue(Math.Max(0, Stamp.Microseconds(stamp, now))); }
        Frames++;
        Delivered += push.Stamps.Length;
        Omitted += push.Omitted;
        _heard[number] += push.Stamps.Length + push.Omitted;
    }

    /// <returns>False when the viewer had heard it.</returns>
    private bool Follows(int number, long from, long to)
    {
        long here = _position[number];
        if (here >= 0 && to < here)
        {
            Repeats++;
            return false;
        }
        if (here >= 0 && from > here) { Gaps++; }
        _position[number] = to;
        return true;
    }
}
