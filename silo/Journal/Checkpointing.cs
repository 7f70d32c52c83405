namespace Interactions.Silo.Journal;

/// <summary>
/// Writes checkpoints: a head that names the intent, the chunks, the head that makes them valid; then clears what nobody reads
/// any more. A crash between any two of these leaves a journal that recovers, and names of all that is to be cleared.
/// </summary>
internal sealed class Checkpointing(
    JournalPosition position, SettledStore store, RecordStore records, ulong writer, TimeSpan claimsSparedFor, TimeProvider time)
{
    /// <summary>Makes <paramref name="snapshot"/>, taken at the current position, the start of recovery. Appends may go on meanwhile.</summary>
    /// <returns>False if a chunk could not be written: the old checkpoint stays valid and the log simply grows on.</returns>
    /// <exception cref="JournalLostException">The outcome of a head stayed unknown, or another activation wrote it.</exception>
    public async Task<bool> Write(ChunkedBuffer snapshot)
    {
        var chunks = snapshot.ToChunks();
        var firstSegment = position.NextSegment;
        var old = position.Head ?? HeadRecord.Empty(position.Epoch);
        var number = Math.Max(old.Checkpoint?.Number ?? 0, old.Intended?.Number ?? 0) + 1;
        var name = new CheckpointName(number, writer, chunks.Count, position.Offset, snapshot.Length);

        await WriteHead(old with { Intended = name, Leftovers = [.. old.Leftovers, .. Abandoned(old.Intended)] });
        if (!await WriteChunks(name, chunks))
        {
            return false;
        }

        var passed = position.Claims.Where(claim => claim < firstSegment).ToList();
        var until = UnixMs(claimsSparedFor);
        await WriteHead(position.Head! with
        {
            Checkpoint = name,
            Intended = null,
            FirstSegment = firstSegment,
            Leftovers = [.. position.Head!.Leftovers, .. Replaced(old.Checkpoint), .. passed.Select(claim => new Leftover(claim, 0, until))],
        });
        position.Claims.RemoveAll(claim => claim < firstSegment);
        return true;
    }

    /// <summary>Clears what the head says nobody reads. What fails or is left stays named there and is cleared after the next checkpoint.</summary>
    /// <param name="isOver">Asked before each record: whether to leave the rest.</param>
    public async Task Clear(Func<bool> isOver)
    {
        var head = position.Head!;
        var now = UnixMs(TimeSpan.Zero);
        var spared = head.Leftovers.Where(leftover => leftover.Chunks == 0).Select(leftover => leftover.Number).ToHashSet();
        var due = head.Leftovers.Where(leftover => leftover.DueMs <= now).ToList();
        var names = Segments(head.ClearFrom, head.FirstSegment, spared).Concat(due.SelectMany(Names));
        await BoundedWork.Run(JournalLimits.CheckpointConcurrency, names.TakeWhile(_ => !isOver()), records.Clear);
        if (isOver()) { return; }

        // Only in memory: the next head that is written says so, and clearing twice does no harm.
        position.Head = head with { ClearFrom = head.FirstSegment, Leftovers = [.. head.Leftovers.Except(due)] };
    }

    private async Task<bool> WriteChunks(CheckpointName name, IReadOnlyList<ReadOnlyMemory<byte>> chunks)
    {
        try
        {
            await BoundedWork.Run(JournalLimits.CheckpointConcurrency, Enumerable.Range(0, chunks.Count), index =>
                store.Write(RecordNames.Chunk(name.Number, index), CheckpointChunk.Encode(name, index, chunks[index]), etag: null));
            return true;
        }
        catch (JournalLostException)
        {
            // Nobody shares the number of an attempt, so this says something about the storage and nothing about who owns the journal.
            return false;
        }
    }

    private async Task WriteHead(HeadRecord next)
    {
        next = next with { Writer = writer, Revision = next.Revision + 1 };
        position.HeadETag = await store.Write(RecordNames.Head, next.Encode(), position.HeadETag);
        position.Head = next;
    }

    /// <summary>An unfinished attempt is cleared now, and again later: its writer may be paused rather than dead, and wake.</summary>
    private Leftover[] Abandoned(CheckpointName? attempt) => attempt is null
        ? []
        : [new(attempt.Number, attempt.Chunks, 0), new(attempt.Number, attempt.Chunks, UnixMs(claimsSparedFor))];

    private static Leftover[] Replaced(CheckpointName? checkpoint) =>
        checkpoint is null ? [] : [new(checkpoint.Number, checkpoint.Chunks, 0)];

    private static IEnumerable<string> Segments(long from, long to, HashSet<long> spared)
    {
        for (var number = from; number < to; number++)
        {
            if (!spared.Contains(number))
            {
                yield return RecordNames.Segment(number);
            }
        }
    }

    private static IEnumerable<string> Names(Leftover leftover) => leftover.Chunks == 0
        ? [RecordNames.Segment(leftover.Number)]
        : Enumerable.Range(0, leftover.Chunks).Select(chunk => RecordNames.Chunk(leftover.Number, chunk));

    private long UnixMs(TimeSpan fromNow) => (time.GetUtcNow() + fromNow).ToUnixTimeMilliseconds();
}
