using System.Buffers;

namespace Interactions.Silo.Journal;

/// <summary>Reads a journal: the head, the chunks of its checkpoint, then segments until one is missing.</summary>
/// <param name="records">The records of the grain.</param>
/// <param name="restore">Takes a snapshot. Called again when the journal moved on while it was read.</param>
/// <param name="replay">Applies a segment; returns how many operations it had.</param>
internal sealed class Recovery(RecordStore records, Action<ReadOnlySequence<byte>, string> restore, Func<Segment, long> replay)
{
    private const int AttemptsMax = 16;

    public async Task<JournalPosition> Run()
    {
        var (head, etag) = await ReadHead();
        for (var attempt = 0; attempt < AttemptsMax; attempt++)
        {
            var position = new JournalPosition(head, etag);
            var fault = await Load(position);

            // Another activation may have made a checkpoint and cleared what we were reading; then what we found means nothing.
            var (now, nowETag) = await ReadHead();
            if (now?.Checkpoint == head?.Checkpoint)
            {
                if (fault is not null)
                {
                    throw fault;
                }

                (position.Head, position.HeadETag) = (now, nowETag);
                return position;
            }

            (head, etag) = (now, nowETag);
        }

        throw new JournalLostException($"The journal of {records.Grain} moved on {AttemptsMax} times while it was read.");
    }

    private async Task<(HeadRecord? Head, string? ETag)> ReadHead()
    {
        var stored = await records.Read(RecordNames.Head);
        return (stored.Bytes is null ? null : HeadRecord.Decode(stored.Bytes, records.Grain), stored.ETag);
    }

    private async Task<JournalDamagedException?> Load(JournalPosition position)
    {
        try
        {
            if (position.Head?.Checkpoint is { } checkpoint)
            {
                restore(await ReadCheckpoint(checkpoint), RecordNames.Chunk(checkpoint.Number, 0));
            }

            while (await ReplayUntilMissing(position))
            {
            }

            return null;
        }
        catch (JournalDamagedException fault)
        {
            return fault;
        }
    }

    private async Task<ReadOnlySequence<byte>> ReadCheckpoint(CheckpointName checkpoint)
    {
        var chunks = new ReadOnlyMemory<byte>[checkpoint.Chunks];
        await BoundedWork.Run(JournalLimits.ReadAheadMax, Enumerable.Range(0, checkpoint.Chunks), async index =>
        {
            var name = RecordNames.Chunk(checkpoint.Number, index);
            var stored = await records.Read(name);
            chunks[index] = stored.Bytes is null
                ? throw new JournalDamagedException(records.Grain, name, "it is missing")
                : CheckpointChunk.Decode(stored.Bytes, records.Grain, checkpoint, index);
        });
        return ChunkedBuffer.Join(chunks);
    }

    /// <returns>Whether there is more, because a segment appeared between two reads.</returns>
    private async Task<bool> ReplayUntilMissing(JournalPosition position)
    {
        var ahead = new Queue<Task<StoredRecord>>();

        // One record beyond the next tells the end of the log from a hole in it; most journals are short, so reading far ahead comes later.
        for (var (depth, next) = (2, position.NextSegment); ; depth = Math.Min(depth * 2, JournalLimits.ReadAheadMax))
        {
            while (ahead.Count < depth)
            {
                ahead.Enqueue(records.Read(RecordNames.Segment(next++)));
            }

            var number = position.NextSegment;
            if ((await ahead.Dequeue()).Bytes is not { } bytes)
            {
                return await AppearedMeanwhile(number, await Task.WhenAll(ahead));
            }

            var segment = Segment.Decode(bytes, records.Grain, number);
            position.Follow(segment, records.Grain);
            position.Offset += replay(segment);
            position.Pass(segment, bytes.Length);

            // Reads that have been answered by now do not wait: a long log would hold the thread from its first segment to its last.
            await Task.Yield();
        }
    }

    private async Task<bool> AppearedMeanwhile(long missing, StoredRecord[] later)
    {
        if (later.All(record => record.Bytes is null))
        {
            return false;
        }

        var name = RecordNames.Segment(missing);
        return (await records.Read(name)).Bytes is not null
            ? true
            : throw new JournalDamagedException(records.Grain, name, "it is missing, but a later one is there");
    }
}
