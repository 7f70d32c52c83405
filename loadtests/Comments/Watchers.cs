using System.Diagnostics;
using System.Text;
using HdrHistogram;
using Interactions.LoadTests.Wire;

namespace Interactions.LoadTests.Comments;

/// <summary>
/// Reads what viewers and publishers hear. Counts each delivery, each comment that the server says it left out, and each hole in the offsets. The n-th
/// viewer and the n-th publisher are in the n-th room, and so round. Scenarios have viewers of their own, who check far more; these also understand a
/// stock hub, and cost so little that the comparison measures servers: one array for 9,000 of them, and no object for a comment.
/// </summary>
internal sealed class Watchers(int viewers, int rooms) : IRecordSink
{
    /// <summary>Pushes of each room that are remembered: its viewers hear the same bytes within a sweep of each other.</summary>
    private const int RecentMax = 8;

    private readonly Push?[][] _recent = [.. Enumerable.Range(0, rooms).Select(_ => new Push?[RecentMax])];
    private readonly int[] _oldest = new int[rooms];
    private readonly long[] _accepted = new long[rooms];
    private readonly long[] _position = Enumerable.Repeat(-1L, viewers).ToArray();
    private readonly long[] _heard = new long[viewers];
    private (long Accepted, long Refused, long Due) _posts;
    private (long Delivered, long Omitted, long Frames, long Gaps, long Repeats) _pushes;

    /// <summary>From the intended sending to each viewer, microseconds.</summary>
    public LongHistogram Latency { get; } = new(TimeSpan.TicksPerMinute, 3);

    public WatchCounts Counts => new(
        _posts.Accepted, _posts.Refused, _posts.Due, _pushes.Delivered, _pushes.Omitted, _pushes.Frames, _pushes.Gaps, _pushes.Repeats);

    public string? FirstRefusal { get; private set; }

    public int Joined { get; private set; }

    /// <summary>Every viewer has heard of every comment of its room, or that it was left out.</summary>
    public bool HaveAllHeard
    {
        get
        {
            for (int i = 0; i < viewers; i++)
            {
                if (_heard[i] < _accepted[i % rooms]) { return false; }
            }
            return true;
        }
    }

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
            _posts.Refused++;
            FirstRefusal ??= Encoding.UTF8.GetString(record);
        }
        else if (number < viewers) { Joined++; }
        else
        {
            int room = (number - viewers) % rooms;
            _posts.Accepted++;
            _accepted[room]++;
            _posts.Due += (viewers / rooms) + (room < viewers % rooms ? 1 : 0);
        }
    }

    private void Hear(int number, ReadOnlySpan<byte> record)
    {
        if (number >= viewers) { return; }
        int room = number % rooms;
        Push push = Push.Read(record, _recent[room], ref _oldest[room]);
        if (push.From is { } from && push.To is { } to && !Follows(number, from, to)) { return; }
        long now = Stopwatch.GetTimestamp();
        foreach (long stamp in push.Stamps) { Latency.RecordValue(Math.Max(0, Stamp.Microseconds(stamp, now))); }
        _pushes.Frames++;
        _pushes.Delivered += push.Stamps.Length;
        _pushes.Omitted += push.Omitted;
        _heard[number] += push.Stamps.Length + push.Omitted;
    }

    /// <returns>False when the viewer had heard it.</returns>
    private bool Follows(int number, long from, long to)
    {
        long here = _position[number];
        if (here >= 0 && to < here)
        {
            _pushes.Repeats++;
            return false;
        }
        if (here >= 0 && from > here) { _pushes.Gaps++; }
        _position[number] = to;
        return true;
    }
}
