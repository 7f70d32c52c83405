using System.Buffers.Binary;

namespace Interactions.Gateway.Connections;

/// <summary>Headers of WebSocket frames (RFC 6455, section 5.2) as a server writes them: whole messages, without a mask.</summary>
internal static class FrameHeader
{
    /// <summary>The longest header that a server writes.</summary>
    public const int LengthMax = 10;

    /// <summary>Longest payload of a control frame.</summary>
    public const int ControlLengthMax = 125;

    private const byte Final = 0x80;

    public static int LengthFor(int payload) => payload <= ControlLengthMax ? 2 : payload <= ushort.MaxValue ? 4 : LengthMax;

    /// <summary>Writes the header in front of a payload.</summary>
    /// <param name="frame">Begins with at least <see cref="LengthFor"/> free bytes.</param>
    public static void Write(Span<byte> frame, Opcode opcode, int payload)
    {
        frame[0] = (byte)(Final | (byte)opcode);
        if (payload <= ControlLengthMax)
        {
            frame[1] = (byte)payload;
        }
        else if (payload <= ushort.MaxValue)
        {
            frame[1] = 126;
            BinaryPrimitives.WriteUInt16BigEndian(frame[2..], (ushort)payload);
        }
        else
        {
            frame[1] = 127;
            BinaryPrimitives.WriteInt64BigEndian(frame[2..], payload);
        }
    }

    public static Opcode OpcodeOf(ReadOnlySpan<byte> frame) => (Opcode)(frame[0] & 0x0f);

    /// <summary>A whole frame of its own.</summary>
    public static byte[] Frame(Opcode opcode, ReadOnlySpan<byte> payload)
    {
        int header = LengthFor(payload.Length);
        byte[] frame = new byte[header + payload.Length];
        Write(frame, opcode, payload.Length);
        payload.CopyTo(frame.AsSpan(header));
        return frame;
    }
}

/// <summary>What a frame is.</summary>
internal enum Opcode : byte
{
    Continuation = 0,
    Text = 1,
    Binary = 2,
    Close = 8,
    Ping = 9,
    Pong = 10,
}
