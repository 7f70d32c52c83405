namespace Interactions.Silo.Journal;

/// <summary>
/// One piece of a serialized snapshot. Body: <c>checkpoint 8 | writer 8 | index 4 | chunks 4 | bytes …</c>.
/// Number and writer are those that the head names, so a chunk of an abandoned attempt is never taken for a valid one.
/// </summary>
internal static class CheckpointChunk
{
    private const int Fixed = 8 + 8 + 4 + 4;

    public static byte[] Encode(CheckpointName checkpoint, int index, ReadOnlyMemory<byte> bytes)
    {
        var record = new byte[Envelope.Prefix + Fixed + bytes.Length + Envelope.Suffix];
        var body = new FieldWriter(record.AsSpan(Envelope.Prefix));
        body.Int64(checkpoint.Number);
        body.UInt64(checkpoint.Writer);
        body.Int32(index);
        body.Int32(checkpoint.Chunks);
        body.Bytes(bytes.Span);
        return Envelope.Seal(RecordKind.Chunk, record);
    }

    /// <exception cref="JournalDamagedException">The record is not this chunk.</exception>
    public static ReadOnlyMemory<byte> Decode(byte[] record, GrainId grain, CheckpointName checkpoint, int index)
    {
        var name = RecordNames.Chunk(checkpoint.Number, index);
        var opened = Envelope.Open(RecordKind.Chunk, record, grain, name);
        if (opened.Length < Fixed)
        {
            throw new JournalDamagedException(grain, name, "it is too short");
        }

        var body = new FieldReader(opened);
        return (body.Int64(), body.UInt64(), body.Int32(), body.Int32()) == (checkpoint.Number, checkpoint.Writer, index, checkpoint.Chunks)
            ? body.Take(opened.Length - Fixed)
            : throw new JournalDamagedException(grain, name, "it belongs to another checkpoint");
    }
}
