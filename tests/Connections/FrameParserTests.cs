using CsCheck;
using Interactions.Gateway.Connections;
using Xunit;

namespace Interactions.Tests.Connections;

public sealed class FrameParserTests
{
    private static readonly Gen<(Opcode, byte[])> Sent = Gen.Frequency(
        (4, Gen.Select(Gen.Const(Opcode.Text), Gen.Byte.Array[0, 300])),
        (1, Gen.Select(Gen.Const(Opcode.Binary), Gen.Byte.Array[65_500, 66_000])),
        (2, Gen.Select(Gen.Const(Opcode.Ping), Gen.Byte.Array[0, FrameHeader.ControlLengthMax])));

    [Fact]
    public void Payloads_come_out_as_they_went_in_wherever_the_bytes_are_cut() =>
        Gen.Select(Sent.Array[1, 6], Gen.Int[1, 5_000].Array[1, 5]).Sample(
            (frames, cuts) =>
            {
                byte[] wire = [.. frames.SelectMany(frame => ClientFrames.Of(frame.Item1, frame.Item2))];
                (byte[] data, List<byte[]> pings) = Parse(wire, cuts);
                Assert.Equal(frames.Where(frame => frame.Item1 < Opcode.Close).SelectMany(frame => frame.Item2), data);
                Assert.Equal(frames.Where(frame => frame.Item1 == Opcode.Ping).Select(frame => frame.Item2), pings);
            },
            iter: 200);

    [Theory]
    [InlineData(0x81, 0x05)] // not masked
    [InlineData(0xc1, 0x85)] // a bit of an extension that was not agreed on
    [InlineData(0x83, 0x85)] // an opcode that does not exist
    [InlineData(0x09, 0x85)] // a ping in pieces
    [InlineData(0x89, 0xfe)] // a ping that is too long
    public void What_no_client_may_send_breaks_the_stream(byte first, byte second)
    {
        FrameParser parser = default;
        byte[] frame = [first, second, 0, 200, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        Assert.False(parser.TryTake(frame, out _, out _, out _));
        Assert.True(parser.IsBroken);
        Assert.False(parser.TryTake(ClientFrames.Of(Opcode.Text, "hello"u8), out _, out _, out _));
    }

    private static (byte[] Data, List<byte[]> Pings) Parse(byte[] wire, int[] cuts)
    {
        FrameParser parser = default;
        List<byte> data = [];
        List<byte[]> pings = [];
        (int begin, int end) = (0, 0);
        for (int turn = 0; end < wire.Length; turn++)
        {
            end = Math.Min(wire.Length, end + cuts[turn % cuts.Length]);
            while (parser.TryTake(wire.AsSpan(begin, end - begin), out int used, out Span<byte> payload, out Opcode opcode))
            {
                begin += used;
                if (opcode == Opcode.Ping) { pings.Add(payload.ToArray()); }
                else { data.AddRange(payload); }
            }
        }
        Assert.False(parser.IsBroken);
        return ([.. data], pings);
    }
}
