using Interactions.Silo.Operations;

namespace Interactions.Silo.Journal;

/// <summary>Appends segments and keeps the promise that only the owner of a journal acknowledges.</summary>
/// <remarks>
/// A segment is insert-only, so two activations cannot both write the next number. That leaves a place which was written,
/// checkpointed and cleared while we were away. Two rules close it: an activation's first segment is acknowledged only if the
/// head has not moved past it; and while less than half of the time passes for which claims are spared, our successor's claim
/// still lies in our next place. After a longer pause the head is asked again.
/// </remarks>
internal sealed class SegmentLog(
    JournalPosition position,
    SettledStore store,
    RecordStore records,
    ulong writer,
    JournalOptions options,
    TimeProvider time,
    SiloTelemetry telemetry)
{
    private DateTimeOffset _ownedAt;

    /// <summary>Whether this activation has written: until then it may be stale.</summary>
    public bool Claimed { get; private set; }

    /// <summary>Makes entries durable.</summary>
    /// <exception cref="JournalLostException">They are not ours to acknowledge.</exception>
    public async Task Append(ReadOnlyMemory<byte>[] entries)
    {
        var (began, stopwatch) = (time.GetUtcNow(), time.GetTimestamp());
        var segment = new Segment(position.Epoch, writer, !Claimed, position.NextSegment, position.Offset + 1, entries);
        var bytes = segment.Encode();
        await store.Write(RecordNames.Segment(segment.Number), bytes, etag: null);
        if (!Claimed || time.GetUtcNow() - _ownedAt > options.ClaimsSparedFor / 2)
        {
            await ConfirmOwnership(segment);
        }

        _ownedAt = began;
        position.Pass(segment, bytes.Length);
        telemetry.OnSegmentDurable(time.GetElapsedTime(stopwatch), entries.Length);
    }

    private async Task ConfirmOwnership(Segment segment)
    {
        var stored = await store.Read(RecordNames.Head);
        var head = stored.Bytes is null ? null : HeadRecord.Decode(stored.Bytes, records.Grain);
        if (head is not null && (head.FirstSegment > segment.Number || head.Epoch != segment.Epoch))
        {
            telemetry.OnJournalConflict();
            throw new JournalLostException($"The journal of {records.Grain} moved on past segment {segment.Number} without this activation.");
        }

        if (!Claimed)
        {
            // A predecessor may have finished a checkpoint after we had read the head. It is valid, so we go on from it.
            (position.Head, position.HeadETag) = (head, stored.ETag);
            Claimed = true;
        }
    }
}
