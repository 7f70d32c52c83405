using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Interactions.Gateway.Connections;

/// <summary>
/// What a client sends, out of its frames: SignalR reads the payload from here, control frames are answered on the way. One buffer holds the payload
/// that was not consumed and the bytes that are not parsed yet; an idle connection holds none.
/// </summary>
internal sealed class FrameInput(PipeReader wire, FrameSender sender, TimeProvider clock) : PipeReader
{
    private const int FirstBytes = 4 * 1024;

    /// <summary>Frames in a row that carry nothing to a hub, and that no budget of the hub sees: pings, and pieces of a message without content.</summary>
    private const int IdleFramesMax = 1_000;

    private FrameParser _parser;
    private byte[] _bytes = [];

    // Payload lies in [begin, end), bytes from the wire in [raw, rawEnd).
    private int _begin;
    private int _end;
    private int _raw;
    private int _rawEnd;
    private int _idleFrames;
    private bool _hasNews;
    private volatile bool _isCancelled;
    private bool _isOver;

    /// <summary>The client has said goodbye, or is gone.</summary>
    public bool IsOver => _isOver;

    /// <summary>A timestamp of the clock: when anything came last, a control frame included.</summary>
    public long HeardAt { get; private set; } = clock.GetTimestamp();

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            if (TryRead(out ReadResult result)) { return result; }
            if (_begin == _end && _raw == _rawEnd) { Return(); }
            try
            {
                Receive(await wire.ReadAsync(cancellationToken));
            }
            catch (Exception gone) when (IsEnd(gone) && !cancellationToken.IsCancellationRequested)
            {
                // Clients go without a word all the time: this is the end of the input and no fault.
                _isOver = true;
            }
        }
    }

    public override bool TryRead(out ReadResult result)
    {
        result = new ReadResult(new ReadOnlySequence<byte>(_bytes, _begin, _end - _begin), _isCancelled, _isOver);
        return _hasNews || _isOver || result.IsCanceled;
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        _begin = consumed.GetInteger();
        _hasNews = examined.GetInteger() < _end;
    }

    /// <summary>For good: SignalR calls it when the connection ends.</summary>
    public override void CancelPendingRead()
    {
        _isCancelled = true;
        wire.CancelPendingRead();
    }

    public override void Complete(Exception? exception = null) => Return();

    /// <summary>Reads on, for nobody, until the client has said goodbye too.</summary>
    public async Task Finish(CancellationToken cancel)
    {
        while (!_isOver && !cancel.IsCancellationRequested)
        {
            (_begin, _end, _hasNews, _isCancelled) = (0, 0, false, false);
            try
            {
                _ = await ReadAsync(cancel);
            }
            catch (Exception over) when (cancel.IsCancellationRequested && IsEnd(over))
            {
                // The patience is over; whoever cancelled knows.
            }
        }
    }

    private static bool IsEnd(Exception fault) => fault is IOException or OperationCanceledException or ObjectDisposedException;

    /// <summary>Takes the frames apart. What does not fit stays with the reader below.</summary>
    private void Receive(in ReadResult read)
    {
        if (!read.Buffer.IsEmpty) { HeardAt = clock.GetTimestamp(); }
        _isOver |= read.IsCompleted && read.Buffer.IsEmpty;
        wire.AdvanceTo(Keep(read.Buffer));
        Parse();
    }

    private SequencePosition Keep(ReadOnlySequence<byte> read)
    {
        if (read.IsEmpty) { return read.End; }
        MakeRoom();
        int count = (int)Math.Min(read.Length, _bytes.Length - _rawEnd);
        read.Slice(0, count).CopyTo(_bytes.AsSpan(_rawEnd));
        _rawEnd += count;
        return read.GetPosition(count);
    }

    private void Parse()
    {
        while (!_isOver && _idleFrames <= IdleFramesMax && _parser.TryTake(_bytes.AsSpan(_raw, _rawEnd - _raw), out int used, out Span<byte> payload, out Opcode opcode))
        {
            _raw += used;
            _idleFrames = opcode >= Opcode.Close || payload.IsEmpty ? _idleFrames + 1 : 0;
            if (opcode >= Opcode.Close) { Answer(opcode, payload); }
            else if (!payload.IsEmpty)
            {
                payload.CopyTo(_bytes.AsSpan(_end));
                _end += payload.Length;
                _hasNews = true;
            }
        }
        if (_isOver || (!_parser.IsBroken && _idleFrames <= IdleFramesMax)) { return; }
        _isOver = true;
        sender.TrySend(FrameHeader.Frame(Opcode.Close, CloseStatus.ProtocolError));
    }

    private void Answer(Opcode opcode, ReadOnlySpan<byte> payload)
    {
        if (opcode == Opcode.Close)
        {
            _isOver = true;
            sender.TrySend(FrameHeader.Frame(Opcode.Close, payload.Length >= 2 ? payload[..2] : []));
        }
        else if (opcode == Opcode.Ping)
        {
            // A client that does not read gets no queue of answers.
            sender.TrySend(FrameHeader.Frame(Opcode.Pong, payload));
        }
    }

    /// <summary>SignalR refuses a message above its limit before it asks for more, so the buffer stays within twice that limit.</summary>
    private void MakeRoom()
    {
        if (_bytes.Length - _rawEnd >= FirstBytes / 4) { return; }
        int used = _end - _begin + _rawEnd - _raw;
        byte[] target = used + (FirstBytes / 2) <= _bytes.Length ? _bytes : ArrayPool<byte>.Shared.Rent(Math.Max(FirstBytes, used * 2));
        _bytes.AsSpan(_begin, _end - _begin).CopyTo(target);
        (_begin, _end) = (0, _end - _begin);
        _bytes.AsSpan(_raw, _rawEnd - _raw).CopyTo(target.AsSpan(_end));
        (_raw, _rawEnd) = (_end, _end + _rawEnd - _raw);
        if (target == _bytes) { return; }
        if (_bytes.Length > 0) { ArrayPool<byte>.Shared.Return(_bytes); }
        _bytes = target;
    }

    private void Return()
    {
        if (_bytes.Length > 0) { ArrayPool<byte>.Shared.Return(_bytes); }
        (_bytes, _begin, _end, _raw, _rawEnd) = ([], 0, 0, 0, 0);
    }
}
