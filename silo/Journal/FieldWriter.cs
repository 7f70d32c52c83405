using System.Buffers.Binary;

namespace Interactions.Silo.Journal;

/// <summary>Writes the fields of a record one after the other, little endian.</summary>
internal ref struct FieldWriter(Span<byte> target)
{
    private readonly Span<byte> _target = target;
    private int _at;

    public void Byte(byte value) => _target[_at++] = value;

    public void Int32(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_target[_at..], value);
        _at += sizeof(int);
    }

    public void Int64(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_target[_at..], value);
        _at += sizeof(long);
    }

    public void UInt64(ulong value) => Int64(unchecked((long)value));

    public void Bytes(ReadOnlySpan<byte> value)
    {
        value.CopyTo(_target[_at..]);
        _at += value.Length;
    }
}
