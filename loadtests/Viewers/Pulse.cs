using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Interactions.Episodes;
using Interactions.LoadTests.Comments;

namespace Interactions.LoadTests.Viewers;

/// <summary>A comment as screens get it.</summary>
/// <param name="SentAt">The timestamp in its text; 0 when it is none of ours.</param>
/// <param name="Times">How many comments it stands for.</param>
internal readonly record struct ShownComment(long Offset, string Id, long SentAt, int Times);

/// <summary>A push, read once for all who heard the same bytes.</summary>
internal sealed class Pulse
{
    private readonly byte[] _record;

    public Pulse(ReadOnlySpan<byte> record)
    {
        _record = record.ToArray();
        using JsonDocument message = JsonDocument.Parse(_record);
        JsonElement pulse = message.RootElement.GetProperty("arguments")[0];
        EpisodeId = pulse.GetProperty("episodeId").GetString()!;
        Epoch = pulse.GetProperty("epoch").GetString()!;
        From = pulse.GetProperty("from").GetInt64();
        To = pulse.GetProperty("to").GetInt64();
        Omitted = pulse.TryGetProperty("omitted", out JsonElement omitted) ? omitted.GetInt64() : 0;
        Comments = Read(pulse.GetProperty("comments"));
        Retracted = pulse.TryGetProperty("retracted", out JsonElement gone) ? [.. gone.EnumerateArray().Select(id => id.GetString()!)] : [];
        Counters = Fields.Counters(_record);
    }

    public string EpisodeId { get; }

    public string Epoch { get; }

    public long From { get; }

    public long To { get; }

    /// <summary>Comments that the server says it left out.</summary>
    public long Omitted { get; }

    public ShownComment[] Comments { get; }

    /// <summary>Not every accepted comment is shown by itself: some were left out, or stand in another one's count.</summary>
    public bool Gathers => Omitted > 0 || Array.Exists(Comments, comment => comment.Times > 1);

    public string[] Retracted { get; }

    /// <summary>Null when it says nothing about them.</summary>
    public Tally? Counters { get; }

    public bool Is(ReadOnlySpan<byte> record) => record.SequenceEqual(_record);

    public static ShownComment[] Read(JsonElement comments) => [.. comments.EnumerateArray().Select(Read1)];

    private static ShownComment Read1(JsonElement comment)
    {
        ReadOnlySpan<byte> text = Encoding.UTF8.GetBytes(comment.GetProperty("text").GetString()!);
        int times = comment.TryGetProperty("times", out JsonElement merged) ? merged.GetInt32() : 1;
        return new ShownComment(
            comment.GetProperty("offset").GetInt64(), comment.GetProperty("id").GetString()!,
            Stamp.TryTake(ref text, out long sentAt) && sentAt <= Stopwatch.GetTimestamp() ? sentAt : 0, times);
    }
}
