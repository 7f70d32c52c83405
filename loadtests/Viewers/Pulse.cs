using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
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
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly byte[] _record;

    public Pulse(ReadOnlySpan<byte> record)
    {
        _record = record.ToArray();
        Body pulse = JsonSerializer.Deserialize<Message>(_record, Json)!.Arguments[0];
        (EpisodeId, Epoch, From, To, Omitted) = (pulse.EpisodeId, pulse.Epoch, pulse.From, pulse.To, pulse.Omitted);
        Comments = Array.ConvertAll(pulse.Comments, Shown);
        (Retracted, Counters) = (pulse.Retracted ?? [], pulse.Tally);
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

    /// <summary>The comments in the answer to a <c>Join</c>.</summary>
    public static ShownComment[] ReadMissed(ReadOnlySpan<byte> record) =>
        Array.ConvertAll(JsonSerializer.Deserialize<Answer>(record, Json)!.Result.Comments, Shown);

    private static ShownComment Shown(Comment comment)
    {
        ReadOnlySpan<byte> text = Encoding.UTF8.GetBytes(comment.Text);
        bool isOurs = Stamp.TryTake(ref text, out long sentAt) && sentAt <= Stopwatch.GetTimestamp();
        return new ShownComment(comment.Offset, comment.Id, isOurs ? sentAt : 0, comment.Times);
    }

    private sealed record Message([property: JsonRequired] Body[] Arguments);

    private sealed record Body(
        [property: JsonRequired] string EpisodeId, [property: JsonRequired] string Epoch, [property: JsonRequired] long From, [property: JsonRequired] long To,
        [property: JsonRequired] Comment[] Comments, long Omitted = 0, string[]? Retracted = null, Tally? Tally = null);

    private sealed record Comment(
        [property: JsonRequired] long Offset, [property: JsonRequired] string Id, [property: JsonRequired] string Text, int Times = 1);

    private sealed record Answer([property: JsonRequired] Missed Result);

    private sealed record Missed([property: JsonRequired] Comment[] Comments);
}
