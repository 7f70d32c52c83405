using System.Buffers;
using System.Net.Sockets;

namespace Interactions.Gateway.Connections;

/// <summary>
/// Writes whole frames to one connection, from several threads, without waiting: what the socket takes at once costs one system call and no copy; what
/// it does not take waits here, and until that is gone pushes are skipped. Without a plain socket (TLS, HTTP/2) everything goes through the stream.
/// </summary>
internal sealed class FrameSender
{
    /// <summary>What the kernel holds for a client that does not read; it books twice that. A burst of 300 comments is 45 KB.</summary>
    private const int KernelBytesMax = 32 * 1024;

    private readonly Lock _gate = new();
    private readonly Stream _stream;
    private readonly Socket? _socket;
    private ReadOnlyMemory<byte> _shared;
    private byte[] _waiting = [];
    private int _waitingCount;
    private TaskCompletionSource? _taken;
    private bool _isClosed;
    private bool _hasSaidGoodbye;

    public FrameSender(Stream stream, Socket? socket)
    {
        (_stream, _socket) = (stream, socket);
        if (socket is null) { return; }
        socket.Blocking = false;
        socket.SendBufferSize = KernelBytesMax;
    }

    /// <summary>Sends a frame unless an earlier one is still under way; then it is skipped.</summary>
    public bool TrySend(ReadOnlySpan<byte> frame)
    {
        lock (_gate)
        {
            if (_taken is not null) { return false; }
            _ = Write(frame);
            return true;
        }
    }

    /// <summary>Sends what is sent to others as well, as <see cref="TrySend"/> does; what has to wait of it waits in the bytes that all of them share.</summary>
    /// <param name="frame">Whole, and never changed.</param>
    public bool TryShare(byte[] frame)
    {
        lock (_gate)
        {
            if (_taken is not null) { return false; }
            if (_isClosed || _hasSaidGoodbye) { return true; }
            int count = Offer(frame);
            if (count == frame.Length || _isClosed) { return true; }
            _shared = frame.AsMemory(count);
            _ = Begin();
            return true;
        }
    }

    /// <summary>Sends a frame after all earlier ones; never skipped.</summary>
    /// <returns>Completes when the connection has taken it, or is closed. Whoever sends again before that makes the queue grow.</returns>
    public Task Send(ReadOnlySpan<byte> frame)
    {
        lock (_gate) { return Write(frame); }
    }

    /// <summary>Nothing is written any more, and nobody waits any longer.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            _taken?.TrySetResult();
        }
    }

    /// <summary>Closes when something is under way; used when the wait for it is over.</summary>
    public void GiveUp()
    {
        lock (_gate)
        {
            if (_taken is null) { return; }
            _isClosed = true;
            _taken.TrySetResult();
        }
    }

    private Task Write(ReadOnlySpan<byte> frame)
    {
        if (_isClosed || _hasSaidGoodbye) { return Task.CompletedTask; }
        // Nothing may follow a goodbye (RFC 6455, section 5.5.1), neither a push nor a second one in answer to the client's: browsers report it as a fault.
        _hasSaidGoodbye = FrameHeader.OpcodeOf(frame) == Opcode.Close;
        if (_taken is null)
        {
            frame = frame[Offer(frame)..];
            if (frame.IsEmpty || _isClosed) { return Task.CompletedTask; }
        }
        Keep(frame);
        return _taken is not null ? _taken.Task : Begin();
    }

    /// <summary>Writes what waits, as soon as the connection takes it.</summary>
    private Task Begin()
    {
        _taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = Task.Run(WriteWaiting);
        return _taken.Task;
    }

    /// <returns>How much the socket took at once.</returns>
    private int Offer(ReadOnlySpan<byte> frame)
    {
        if (_socket is null) { return 0; }
        try
        {
            int count = _socket.Send(frame, SocketFlags.None, out SocketError error);
            // Another error means that the connection is gone; whoever reads from it hears of that too.
            if (error is not (SocketError.Success or SocketError.WouldBlock)) { _isClosed = true; }
            return count;
        }
        catch (ObjectDisposedException)
        {
            _isClosed = true;
            return 0;
        }
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (_waiting.Length - _waitingCount < bytes.Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(_waitingCount + bytes.Length);
            _waiting.AsSpan(0, _waitingCount).CopyTo(larger);
            Return(_waiting);
            _waiting = larger;
        }
        bytes.CopyTo(_waiting.AsSpan(_waitingCount));
        _waitingCount += bytes.Length;
    }

    private async Task WriteWaiting()
    {
        while (Take(out byte[] rented) is { IsEmpty: false } part)
        {
            try
            {
                await WriteAll(part);
            }
            catch (Exception fault) when (fault is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
            {
                Close();
            }
            Return(rented);
        }
    }

    /// <summary>What is shared began before anything else could wait behind it, so it comes first.</summary>
    /// <param name="rented">The bytes' own array, to be returned; empty when they are shared.</param>
    private ReadOnlyMemory<byte> Take(out byte[] rented)
    {
        lock (_gate)
        {
            ReadOnlyMemory<byte> shared = _isClosed ? default : _shared;
            _shared = default;
            rented = [];
            if (!shared.IsEmpty) { return shared; }
            (byte[] waiting, int count) = (_waiting, _waitingCount);
            (_waiting, _waitingCount) = ([], 0);
            if (count > 0 && !_isClosed)
            {
                rented = waiting;
                return waiting.AsMemory(0, count);
            }
            Return(waiting);
            _taken!.TrySetResult();
            _taken = null;
            return default;
        }
    }

    private async Task WriteAll(ReadOnlyMemory<byte> bytes)
    {
        if (_socket is null)
        {
            await _stream.WriteAsync(bytes);
            return;
        }
        while (!bytes.IsEmpty) { bytes = bytes[await _socket.SendAsync(bytes, SocketFlags.None)..]; }
    }

    private static void Return(byte[] bytes)
    {
        if (bytes.Length > 0) { ArrayPool<byte>.Shared.Return(bytes); }
    }
}
