using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Interactions.Gateway.Connections;

/// <summary>Takes apart the frames of a client (RFC 6455, section 5): payloads of data frames as far as they have come, control frames whole.</summary>
internal struct FrameParser
{
    private const int MaskLength = 4;

    private uint _mask;
    private long _left;
    private Opcode _opcode;

    /// <summary>The client has sent what no client may send; nothing after it can be understood.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Takes the next part and unmasks it where it lies.</summary>
    /// <param name="bytes">What has come and was not used.</param>
    /// <param name="used">Bytes that are done with, the payload among them.</param>
    /// <returns>False when more bytes are needed, or when the frames are broken.</returns>
    public bool TryTake(Span<byte> bytes, out int used, out Span<byte> payload, out Opcode opcode)
    {
        used = 0;
        payload = default;
        opcode = _opcode;
        if (_left == 0 && !TryTakeHeader(bytes, out used)) { return false; }
        opcode = _opcode;
        int count = (int)Math.Min(_left, bytes.Length - used);
        if (count == 0 && _left > 0 && used == 0) { return false; }
        payload = bytes.Slice(used, count);
        Unmask(payload);
        used += count;
        _left -= count;
        return true;
    }

    private bool TryTakeHeader(ReadOnlySpan<byte> bytes, out int length)
    {
        length = 0;
        if (IsBroken || bytes.Length < 2) { return false; }
        int kind = bytes[1] & 0x7f;
        int lengthBytes = kind switch { 126 => 2, 127 => 8, _ => 0 };
        if (bytes.Length < 2 + lengthBytes + MaskLength) { return false; }
        long payload = kind switch
        {
            126 => BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
            127 => BinaryPrimitives.ReadInt64BigEndian(bytes[2..]),
            _ => kind,
        };
        Opcode opcode = (Opcode)(bytes[0] & 0x0f);
        IsBroken = !MayBeSent(bytes[0], bytes[1], opcode, payload);
        bool isWhole = opcode < Opcode.Close || bytes.Length >= 2 + lengthBytes + MaskLength + payload;
        if (IsBroken || !isWhole) { return false; }
        (_opcode, _left, _mask) = (opcode, payload, MemoryMarshal.Read<uint>(bytes[(2 + lengthBytes)..]));
        length = 2 + lengthBytes + MaskLength;
        return true;
    }

    private static bool MayBeSent(byte first, byte second, Opcode opcode, long payload)
    {
        bool isControl = opcode >= Opcode.Close;
        return (first & 0x70) == 0 && (second & 0x80) != 0 && payload >= 0 && Enum.IsDefined(opcode)
            && (!isControl || ((first & 0x80) != 0 && payload <= FrameHeader.ControlLengthMax));
    }

    /// <summary>The mask goes on where it stopped when the rest of a payload comes later.</summary>
    private void Unmask(Span<byte> payload)
    {
        ulong mask = ((ulong)_mask << 32) | _mask;
        Span<ulong> eights = MemoryMarshal.Cast<byte, ulong>(payload);
        foreach (ref ulong eight in eights) { eight ^= mask; }
        Span<byte> rest = payload[(eights.Length * sizeof(ulong))..];
        for (int i = 0; i < rest.Length; i++) { rest[i] ^= (byte)(_mask >> (8 * (i & 3))); }
        _mask = BitOperations.RotateRight(_mask, 8 * (payload.Length & 3));
    }
}
