namespace Interactions.Silo.Journal;

/// <summary>
/// One group commit. Body: <c>epoch 8 | writer 8 | claim 1 | number 8 | first offset 8 | entries 4 | (length 4, bytes) …</c>.
/// </summary>
/// <param name="Epoch">The generation of the journal.</param>
/// <param name="Writer">The activation that wrote it: tells our own write from another's.</param>
/// <param name="Claim">Whether it is the first segment of that activation, the one that stops its predecessors.</param>
/// <param name="Number">Its place in the log, from 1.</param>
/// <param name="FirstOffset">The offset of the first operation of the first entry.</param>
/// <param name="Entries">The serialized entries.</param>
internal sealed record Segment(
    ulong Epoch, ulong Writer, bool Claim, long Number, long FirstOffset, ReadOnlyMemory<byte>[] Entries)
{
    private const int Fixed = 8 + 8 + 1 + 8 + 8 + 4;

    public byte[] Encode()
    {
        var length = Envelope.Prefix + Fixed + Envelope.Suffix;
        foreach (var entry in Entries)
        {
            length += sizeof(int) + entry.Length;
        }

        var record = new byte[length];
        var body = new FieldWriter(record.AsSpan(Envelope.Prefix));
        body.UInt64(Epoch);
        body.UInt64(Writer);
        body.Byte(Claim ? (byte)1 : (byte)0);
        body.Int64(Number);
        body.Int64(FirstOffset);
        body.Int32(Entries.Length);
        foreach (var entry in Entries)
        {
            body.Int32(entry.Length);
            body.Bytes(entry.Span);
        }

        return Envelope.Seal(RecordKind.Segment, record);
    }

    /// <exception cref="JournalDamagedException">The record is not this segment.</exception>
    public static Segment Decode(byte[] record, GrainId grain, long number)
    {
        var name = RecordNames.Segment(number);
        var body = new FieldReader(Envelope.Open(RecordKind.Segment, record, grain, name));
        try
        {
            var segment = new Segment(body.UInt64(), body.UInt64(), body.Byte() == 1, body.Int64(), body.Int64(), Take(ref body));
            return segment.Number == number && body.AtEnd
                ? segment
                : throw new JournalDamagedException(grain, name, $"it holds segment {segment.Number}");
        }
        catch (InvalidDataException fault)
        {
            throw new JournalDamagedException(grain, name, fault.Message, fault);
        }
    }

    private static ReadOnlyMemory<byte>[] Take(ref FieldReader body)
    {
        var count = body.Int32();
        if (count is < 1 or > JournalLimits.SegmentBytesMax)
        {
            throw new InvalidDataException($"it claims to hold {count} entries");
        }

        var entries = new ReadOnlyMemory<byte>[count];
        for (var i = 0; i < count; i++)
        {
            entries[i] = body.Take(body.Int32());
        }

        return entries;
    }
}
