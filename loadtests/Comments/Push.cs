using System.Text.Json;

namespace Interactions.LoadTests.Comments;

/// <summary>What a push tells: the stamps of its comments, and of the product's pulses the offsets and what was left out.</summary>
internal sealed class Push
{
    private readonly byte[] _record;

    private Push(ReadOnlySpan<byte> record)
    {
        _record = record.ToArray();
        List<long> stamps = [];
        for (ReadOnlySpan<byte> rest = record; Stamp.TryTake(ref rest, out long stamp);) { stamps.Add(stamp); }
        Stamps = [.. stamps];
        if (record.IndexOf("\"target\":\"Pulse\""u8) >= 0) { ReadPulse(); }
    }

    public long[] Stamps { get; }

    public long? From { get; private set; }

    public long? To { get; private set; }

    public long Omitted { get; private set; }

    /// <summary>Viewers of a room get the same bytes, so most pushes were read before: the driver must cost less than the server.</summary>
    public static Push Read(ReadOnlySpan<byte> record, Push?[] recent, ref int oldest)
    {
        foreach (Push? known in recent)
        {
            if (known is not null && record.SequenceEqual(known._record)) { return known; }
        }
        Push push = new(record);
        recent[oldest] = push;
        oldest = (oldest + 1) % recent.Length;
        return push;
    }

    private void ReadPulse()
    {
        using JsonDocument message = JsonDocument.Parse(_record);
        JsonElement pulse = message.RootElement.GetProperty("arguments")[0];
        From = pulse.GetProperty("from").GetInt64();
        To = pulse.GetProperty("to").GetInt64();
        Omitted = pulse.TryGetProperty("omitted", out JsonElement omitted) ? omitted.GetInt64() : 0;
    }
}
