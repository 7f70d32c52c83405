namespace Interactions.Silo.Journal;

/// <summary>A checkpoint by name.</summary>
/// <param name="Number">Grows with each attempt, so no two attempts share a record.</param>
/// <param name="Writer">The activation that writes it.</param>
/// <param name="Chunks">How many records it has.</param>
/// <param name="Head">The offset of the last operation in it.</param>
/// <param name="Weight">Its size in bytes.</param>
internal sealed record CheckpointName(long Number, ulong Writer, int Chunks, long Head, long Weight);

/// <summary>Records that nobody reads any more and that are to be cleared from <paramref name="DueMs"/> (Unix time, ms) on.</summary>
/// <param name="Number">Of a segment that was a claim, or of a checkpoint.</param>
/// <param name="Chunks">0 for a segment, else the chunks of the checkpoint.</param>
/// <param name="DueMs">Not before this instant.</param>
internal readonly record struct Leftover(long Number, int Chunks, long DueMs);

/// <summary>Where recovery begins. The only record that is ever overwritten, always with its ETag.</summary>
/// <param name="Epoch">The generation of the journal.</param>
/// <param name="Writer">The activation that wrote this version.</param>
/// <param name="Revision">Counts the versions: with the writer it tells our own write from another's.</param>
/// <param name="Checkpoint">The valid checkpoint, if there is one.</param>
/// <param name="Intended">A checkpoint being written: names the chunks that are orphans if its writer dies.</param>
/// <param name="FirstSegment">The first segment after the valid checkpoint.</param>
/// <param name="ClearFrom">Segments from here to <paramref name="FirstSegment"/> may still be there.</param>
/// <param name="Leftovers">Other records that may still be there.</param>
internal sealed record HeadRecord(
    ulong Epoch,
    ulong Writer,
    long Revision,
    CheckpointName? Checkpoint,
    CheckpointName? Intended,
    long FirstSegment,
    long ClearFrom,
    IReadOnlyList<Leftover> Leftovers)
{
    private const int CheckpointLength = 8 + 8 + 4 + 8 + 8;
    private const int LeftoverLength = 8 + 4 + 8;
    private const int FixedLength = 8 + 8 + 8 + 8 + 8 + (2 * CheckpointLength) + 4;
    private static readonly CheckpointName None = new(0, 0, 0, 0, 0);

    /// <summary>The head of a journal that has none yet.</summary>
    public static HeadRecord Empty(ulong epoch) => new(epoch, 0, 0, null, null, FirstSegment: 1, ClearFrom: 1, []);

    public byte[] Encode()
    {
        var record = new byte[Envelope.Prefix + FixedLength + (Leftovers.Count * LeftoverLength) + Envelope.Suffix];
        var body = new FieldWriter(record.AsSpan(Envelope.Prefix));
        body.UInt64(Epoch);
        body.UInt64(Writer);
        body.Int64(Revision);
        body.Int64(FirstSegment);
        body.Int64(ClearFrom);
        Put(ref body, Checkpoint ?? None);
        Put(ref body, Intended ?? None);
        body.Int32(Leftovers.Count);
        foreach (var leftover in Leftovers)
        {
            body.Int64(leftover.Number);
            body.Int32(leftover.Chunks);
            body.Int64(leftover.DueMs);
        }

        return Envelope.Seal(RecordKind.Head, record);
    }

    /// <exception cref="JournalDamagedException">The record is not a head.</exception>
    public static HeadRecord Decode(byte[] record, GrainId grain)
    {
        var body = new FieldReader(Envelope.Open(RecordKind.Head, record, grain, RecordNames.Head));
        try
        {
            var (epoch, writer, revision) = (body.UInt64(), body.UInt64(), body.Int64());
            var (first, clearFrom) = (body.Int64(), body.Int64());
            var (checkpoint, intended) = (TakeCheckpoint(ref body), TakeCheckpoint(ref body));
            return new HeadRecord(epoch, writer, revision, checkpoint, intended, first, clearFrom, TakeLeftovers(ref body));
        }
        catch (InvalidDataException fault)
        {
            throw new JournalDamagedException(grain, RecordNames.Head, fault.Message, fault);
        }
    }

    private static void Put(ref FieldWriter body, CheckpointName name)
    {
        body.Int64(name.Number);
        body.UInt64(name.Writer);
        body.Int32(name.Chunks);
        body.Int64(name.Head);
        body.Int64(name.Weight);
    }

    private static CheckpointName? TakeCheckpoint(ref FieldReader body)
    {
        var name = new CheckpointName(body.Int64(), body.UInt64(), body.Int32(), body.Int64(), body.Int64());
        return name == None ? null : name;
    }

    private static Leftover[] TakeLeftovers(ref FieldReader body)
    {
        var count = body.Int32();
        var leftovers = new List<Leftover>();
        for (var i = 0; i < count; i++)
        {
            leftovers.Add(new Leftover(body.Int64(), body.Int32(), body.Int64()));
        }

        return body.AtEnd ? [.. leftovers] : throw new InvalidDataException("bytes follow its end");
    }
}
