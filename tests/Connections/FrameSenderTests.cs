using System.Net;
using System.Net.Sockets;
using Interactions.Gateway.Connections;
using Xunit;

namespace Interactions.Tests.Connections;

public sealed class FrameSenderTests
{
    private const int Frames = 2_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_that_reads_late_gets_whole_frames_in_order_and_the_skipped_ones_are_told(bool onSocket)
    {
        await using Ends ends = await Ends.Connect(receiveBuffer: 4_096);
        FrameSender sender = new(ends.Stream, onSocket ? ends.Server : null);

        List<int> taken = [.. Enumerable.Range(0, Frames).Where(i => sender.TrySend(Frame(i)))];
        Assert.InRange(taken.Count, 1, Frames - 1);
        Task answer = sender.Send(Frame(Frames));

        byte[] wire = new byte[(taken.Count + 1) * Frame(0).Length];
        await using NetworkStream reader = new(ends.Client);
        await reader.ReadExactlyAsync(wire, Cancel);
        await answer.WaitAsync(TimeSpan.FromSeconds(60), Cancel);
        Assert.Equal([.. taken, Frames], ClientFrames.Read(wire).Select(frame => BitConverter.ToInt32(frame.Payload)));
        Assert.True(sender.TrySend(Frame(0)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_shared_waits_in_its_own_bytes_and_comes_before_what_is_sent_later(bool onSocket)
    {
        await using Ends ends = await Ends.Connect(receiveBuffer: 4_096);
        FrameSender sender = new(ends.Stream, onSocket ? ends.Server : null);
        byte[] shared = FrameHeader.Frame(Opcode.Binary, new byte[4 * 1024 * 1024]);

        Assert.True(sender.TryShare(shared));
        Assert.False(sender.TryShare(Frame(1)));
        Task answer = sender.Send(Frame(2));

        byte[] wire = new byte[shared.Length + Frame(2).Length];
        await using NetworkStream reader = new(ends.Client);
        await reader.ReadExactlyAsync(wire, Cancel);
        await answer.WaitAsync(TimeSpan.FromSeconds(60), Cancel);
        Assert.Equal(shared, wire[..shared.Length]);
        Assert.Equal(Frame(2), wire[shared.Length..]);
        Assert.True(sender.TryShare(Frame(3)));
    }

    [Fact]
    public async Task Whoever_waits_for_a_client_that_never_reads_is_released_when_it_is_given_up()
    {
        await using Ends ends = await Ends.Connect();
        FrameSender sender = new(ends.Stream, ends.Server);
        // The kernel may make room between any two frames.
        Task answer;
        do { answer = sender.Send(Frame(0)); } while (answer.IsCompleted);
        sender.GiveUp();
        await answer.WaitAsync(TimeSpan.FromSeconds(60), Cancel);
    }

    [Fact]
    public async Task Nothing_follows_a_goodbye()
    {
        await using Ends ends = await Ends.Connect();
        FrameSender sender = new(ends.Stream, ends.Server);
        sender.TrySend(Frame(1));
        await sender.Send(FrameHeader.Frame(Opcode.Close, CloseStatus.Normal));
        sender.TrySend(Frame(2));
        sender.TrySend(FrameHeader.Frame(Opcode.Close, CloseStatus.Normal));
        await ends.Stream.DisposeAsync();
        using MemoryStream wire = new();
        await using NetworkStream reader = new(ends.Client);
        await reader.CopyToAsync(wire, Cancel);
        Assert.Equal([Opcode.Binary, Opcode.Close], ClientFrames.Read(wire.ToArray()).Select(frame => frame.Opcode));
    }

    /// <summary>2 KB of which the first bytes are a number.</summary>
    private static byte[] Frame(int number)
    {
        byte[] payload = new byte[2_048];
        BitConverter.TryWriteBytes(payload, number);
        payload.AsSpan(4).Fill((byte)number);
        return FrameHeader.Frame(Opcode.Binary, payload);
    }

    /// <summary>Both ends of a connection.</summary>
    private sealed record Ends(Socket Client, Socket Server, NetworkStream Stream) : IAsyncDisposable
    {
        public static async Task<Ends> Connect(int? receiveBuffer = null)
        {
            using TcpListener listener = new(IPAddress.Loopback, 0);
            listener.Start();
            Socket client = new(SocketType.Stream, ProtocolType.Tcp);
            if (receiveBuffer is { } bytes) { client.ReceiveBufferSize = bytes; }
            await client.ConnectAsync(listener.LocalEndpoint, Cancel);
            Socket server = await listener.AcceptSocketAsync(Cancel);
            return new Ends(client, server, new NetworkStream(server, ownsSocket: true));
        }

        public async ValueTask DisposeAsync()
        {
            await Stream.DisposeAsync();
            Client.Dispose();
        }
    }
}
