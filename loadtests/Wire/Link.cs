using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Interactions.LoadTests.Wire;

/// <summary>What a link hears.</summary>
internal interface IRecordSink
{
    /// <summary>A record of the hub protocol came, without its end mark.</summary>
    void OnRecord(Link link, ReadOnlySpan<byte> record);
}

/// <summary>One connection to a hub, by hand: a socket, the upgrade, SignalR's JSON handshake, and frames.</summary>
internal sealed class Link : IDisposable
{
    private const byte RecordSeparator = 0x1e;
    private const int HandshakeTimeoutMs = 60_000;
    private const int FrameMax = 4 * 1024;
    private const int ReceivedMax = 128 * 1024;

    /// <summary>Unsent bytes, beside those that the kernel holds: more than that means that the server takes nothing.</summary>
    internal const int WaitingMax = 64 * 1024;

    /// <summary>Links are read one after the other by a thread: one buffer serves all, and a large push is few system calls.</summary>
    [ThreadStatic]
    private static byte[]? _received;

    private readonly Socket _socket;
    private readonly FrameReader _frames = new();
    private readonly byte[] _frame = new byte[FrameMax];
    private byte[] _waiting = [];
    private int _waitingCount;
    private int _searched;

    private Link(Socket socket, int number) => (_socket, Number) = (socket, number);

    /// <summary>Its place among the links of a run.</summary>
    public int Number { get; }

    public nint Handle => _socket.Handle;

    /// <summary>Bytes wait for the socket, until <see cref="Flush"/> has sent them.</summary>
    public bool IsBehind => _waitingCount > 0;

    public IPEndPoint LocalEnd => (IPEndPoint)_socket.LocalEndPoint!;

    /// <summary>Connects and speaks until the hub may be called. Blocks.</summary>
    /// <param name="token">The visitor's token; null for an anonymous one.</param>
    /// <param name="receiveBuffer">Bytes that the kernel keeps for a reader who is late; null lets it decide.</param>
    public static Link Open(Uri hub, int number, string? token, int? receiveBuffer = null)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.ReceiveTimeout = HandshakeTimeoutMs;
        if (receiveBuffer is { } bytes) { socket.ReceiveBufferSize = bytes; }
        // Loopback has many addresses; each brings its own range of ports.
        if (hub.IsLoopback)
        {
            socket.Bind(new IPEndPoint(new IPAddress([127, 0, 1, (byte)(1 + (number / 4_000))]), 0));
        }
        socket.Connect(hub.IsLoopback ? "127.0.0.1" : hub.Host, hub.Port);
        Link link = new(socket, number);
        link.Upgrade(hub, token);
        link.Post("{\"protocol\":\"json\",\"version\":1}\u001e"u8);
        while (link._frames.Payload.IndexOf(RecordSeparator) < 0) { link.Receive(); }
        link._frames.Use(link._frames.Payload.IndexOf(RecordSeparator) + 1);
        socket.Blocking = false;
        return link;
    }

    /// <summary>Sends a payload as one frame and never waits: what the socket does not take goes out with <see cref="Flush"/>.</summary>
    /// <returns>False when too much waits already: nothing of this payload is sent.</returns>
    public bool Post(ReadOnlySpan<byte> payload)
    {
        ReadOnlySpan<byte> frame = Frame(payload);
        if (_waitingCount + frame.Length > WaitingMax) { return false; }
        if (!IsBehind) { frame = frame[Offer(frame)..]; }
        if (frame.IsEmpty) { return true; }
        if (_waiting.Length < _waitingCount + frame.Length) { Array.Resize(ref _waiting, Math.Max(2 * _waiting.Length, _waitingCount + frame.Length)); }
        frame.CopyTo(_waiting.AsSpan(_waitingCount));
        _waitingCount += frame.Length;
        return true;
    }

    /// <summary>Sends what waits, as far as the socket takes it.</summary>
    public void Flush()
    {
        int sent = Offer(_waiting.AsSpan(0, _waitingCount));
        _waiting.AsSpan(sent, _waitingCount - sent).CopyTo(_waiting);
        _waitingCount -= sent;
        // A server that stood still for once leaves nothing behind.
        if (!IsBehind) { _waiting = []; }
    }

    private ReadOnlySpan<byte> Frame(ReadOnlySpan<byte> payload)
    {
        // A mask of zeros is legal and leaves the payload as it is.
        Span<byte> frame = _frame;
        frame[0] = 0x81;
        int header = payload.Length < 126 ? 2 : 4;
        frame[1] = (byte)(0x80 | (header == 2 ? payload.Length : 126));
        if (header == 4) { BinaryPrimitives.WriteUInt16BigEndian(frame[2..], (ushort)payload.Length); }
        frame.Slice(header, 4).Clear();
        payload.CopyTo(frame[(header + 4)..]);
        return frame[..(header + 4 + payload.Length)];
    }

    /// <summary>Reads what is there and passes on whole records.</summary>
    public void Read(IRecordSink sink)
    {
        Receive();
        (int used, int from) = (0, _searched);
        for (int at; (at = _frames.Payload[from..].IndexOf(RecordSeparator)) >= 0;)
        {
            sink.OnRecord(this, _frames.Payload[used..(from + at)]);
            used = from = from + at + 1;
        }
        if (used > 0) { _frames.Use(used); }
        // A large record comes in pieces; each is searched once.
        _searched = _frames.Payload.Length;
    }

    public void Dispose() => _socket.Dispose();

    private void Receive()
    {
        byte[] received = _received ??= new byte[ReceivedMax];
        int count = _socket.Receive(received, SocketFlags.None, out SocketError error);
        if (error == SocketError.WouldBlock) { return; }
        if (error != SocketError.Success) { throw Closed(error); }
        if (count == 0) { throw Closed(SocketError.Disconnecting); }
        _frames.Take(received.AsSpan(0, count));
        if (_frames.IsClosed) { throw Closed(SocketError.Success); }
    }

    /// <returns>How much the socket took.</returns>
    private int Offer(ReadOnlySpan<byte> bytes)
    {
        int sent = _socket.Send(bytes, SocketFlags.None, out SocketError error);
        if (error == SocketError.WouldBlock) { return 0; }
        return error == SocketError.Success ? sent : throw Closed(error);
    }

    private void Upgrade(Uri hub, string? token)
    {
        string authorization = token is null ? "" : $"Authorization: Bearer {token}\r\n";
        _socket.Send(Encoding.ASCII.GetBytes(
            $"GET {hub.PathAndQuery} HTTP/1.1\r\nHost: {hub.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" +
            $"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: bG9hZCB0ZXN0IGRyaXZlcg==\r\n{authorization}\r\n"));
        byte[] one = new byte[1];
        StringBuilder answer = new();
        // Byte by byte, because what follows the answer belongs to the frames.
        while (!answer.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (_socket.Receive(one) == 0) { throw Closed(SocketError.ConnectionReset); }
            answer.Append((char)one[0]);
        }
        string status = answer.ToString().Split("\r\n")[0];
        if (status.Contains(" 101 ", StringComparison.Ordinal)) { return; }
        throw new LoadException($"{hub} did not open a connection: '{status}'." + (status.Contains(" 401 ", StringComparison.Ordinal)
            ? " It refused the token: was it made by another server?"
            : status.Contains(" 503 ", StringComparison.Ordinal) ? " Start the gateway with --Limits:Enforced false." : ""));
    }

    private LoadException Closed(SocketError error) =>
        new($"Connection {Number} was closed by the server ({error switch
        {
            SocketError.Success => "with a goodbye",
            SocketError.Disconnecting => "without a goodbye",
            _ => error.ToString(),
        }}).");
}
