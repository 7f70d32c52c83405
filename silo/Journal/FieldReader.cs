using System.Buffers.Binary;

namespace Interactions.Silo.Journal;

/// <summary>Reads what <see cref="FieldWriter"/> wrote. A body that is too short ends in <see cref="InvalidDataException"/>.</summary>
internal struct FieldReader(ReadOnlyMemory<byte> source)
{
    private readonly ReadOnlyMemory<byte> _source = source;
    private int _at;

    public readonly bool AtEnd => _at == _source.Length;

    public byte Byte() => Take(1).Span[0];

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)).Span);

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)).Span);

    public ulong UInt64() => unchecked((ulong)Int64());

    public ReadOnlyMemory<byte> Take(int length)
    {
        if (length < 0 || length > _source.Length - _at)
        {
            throw new InvalidDataException("a field reaches beyond its end");
        }

        _at += length;
        return _source.Slice(_at - length, length);
    }
}
