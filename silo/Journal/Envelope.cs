using System.IO.Hashing;

namespace Interactions.Silo.Journal;

internal enum RecordKind : byte
{
    Segment = 1,
    Chunk = 2,
    Head = 3,
}

/// <summary>
/// What every record looks like from outside, little endian:
/// <code>'I' 'J' | format 1 | kind 1 | body … | XxHash128 of all before, 16</code>
/// </summary>
internal static class Envelope
{
    public const byte Format = 1;
    public const int Prefix = 4;
    public const int Suffix = 16;

    /// <summary>Fills in what surrounds the body, which the caller has already written after the prefix.</summary>
    public static byte[] Seal(RecordKind kind, byte[] record)
    {
        record[0] = (byte)'I';
        record[1] = (byte)'J';
        record[2] = Format;
        record[3] = (byte)kind;
        var end = record.Length - Suffix;
        XxHash128.Hash(record.AsSpan(0, end), record.AsSpan(end));
        return record;
    }

    /// <summary>The body of a record that is whole and of the expected kind.</summary>
    /// <exception cref="JournalDamagedException">It is not.</exception>
    public static ReadOnlyMemory<byte> Open(RecordKind kind, byte[] record, GrainId grain, string name)
    {
        if (record.Length < Prefix + Suffix || record[0] != 'I' || record[1] != 'J')
        {
            throw new JournalDamagedException(grain, name, "it is not a journal record");
        }

        if (record[2] != Format)
        {
            throw new JournalDamagedException(grain, name, $"its format {record[2]} is not known to this version, which knows {Format}");
        }

        var end = record.Length - Suffix;
        Span<byte> hash = stackalloc byte[Suffix];
        XxHash128.Hash(record.AsSpan(0, end), hash);
        if (!hash.SequenceEqual(record.AsSpan(end)))
        {
            throw new JournalDamagedException(grain, name, "its checksum does not match");
        }

        return record[3] == (byte)kind
            ? record.AsMemory(Prefix, end - Prefix)
            : throw new JournalDamagedException(grain, name, $"it is of kind {record[3]} instead of {kind}");
    }
}
