using System.Buffers.Binary;
using System.Security.Cryptography;
using Interactions.Gateway.Connections;

namespace Interactions.Tests.Connections;

/// <summary>Frames as clients send them: masked.</summary>
internal static class ClientFrames
{
    public static byte[] Of(Opcode opcode, ReadOnlySpan<byte> payload, bool isFinal = true)
    {
        int header = FrameHeader.LengthFor(payload.Length);
        byte[] frame = new byte[header + 4 + payload.Length];
        FrameHeader.Write(frame, opcode, payload.Length);
        if (!isFinal) { frame[0] &= 0x7f; }
        frame[1] |= 0x80;
        Span<byte> mask = frame.AsSpan(header, 4);
        RandomNumberGenerator.Fill(mask);
        for (int i = 0; i < payload.Length; i++) { frame[header + 4 + i] = (byte)(payload[i] ^ mask[i & 3]); }
        return frame;
    }

    /// <summary>Takes apart what a server sent.</summary>
    public static List<(Opcode Opcode, byte[] Payload)> Read(ReadOnlySpan<byte> bytes)
    {
        List<(Opcode, byte[])> frames = [];
        while (!bytes.IsEmpty)
        {
            (int length, int header) = bytes[1] switch
            {
                126 => (BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]), 4),
                127 => ((int)BinaryPrimitives.ReadInt64BigEndian(bytes[2..]), 10),
                _ => (bytes[1], 2),
            };
            frames.Add(((Opcode)(bytes[0] & 0x0f), bytes.Slice(header, length).ToArray()));
            bytes = bytes[(header + length)..];
        }
        return frames;
    }
}
