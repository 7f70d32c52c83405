using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Interactions.Gateway.Connections;

/// <summary>
/// What a client sends, out of its frames: SignalR reads the payload from here, control frames are answered on the way. One buffer holds the payload
/// that was not consumed and the bytes that are not parsed yet; an idle connection holds none.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A source without a timer holds nothing to dispose of, and SignalR may cancel after the end.")]
internal sealed class FrameInput(Stream stream, FrameSender sender, TimeProvider clock) : PipeReader
{
    private const int FirstBytes = 4 * 1024;

    /// <summary>Frames in a row that carry nothing to a hub, and that no budget of the hub sees: pings, and pieces of a message without content.</summary>
    private const int IdleFramesMax = 1_000;

    private readonly CancellationTokenSource _cancelled = new();
    private FrameParser _parser;
    private byte[] _bytes = [];

    // Payload lies in [begin, end), bytes from the wire in [raw, rawEnd).
    private int _begin;
    private int _end;
    private int _raw;
    private int _rawEnd;
    private int _idleFrames;
    private bool _hasNews;
    private bool _isOver;

    /// <summary>The client has said goodbye, or is gone.</summary>
    public bool IsOver => _isOver;

    /// <summary>A timestamp of the clock: when anything came last, a control frame included.</summary>
    public long HeardAt { get; private set; } = clock.GetTimestamp();

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        ReadResult result;
        while (!TryRead(out result))
        {
            if (!cancellationToken.CanBeCanceled)
            {
                await Receive(_cancelled.Token);
                continue;
            }
            using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _cancelled.Token);
            await Receive(either.Token);
            cancellationToken.ThrowIfCancellationRequested();
        }
        return result;
    }

    public override bool TryRead(out ReadResult result)
    {
        bool isCancelled = _cancelled.IsCancellationRequested;
        result = new ReadResult(new ReadOnlySequence<byte>(_bytes, _begin, _end - _begin), isCancelled, _isOver);
        return _hasNews || _isOver || isCancelled;
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        _begin = consumed.GetInteger();
        _hasNews = examined.GetInteger() < _end;
    }

    /// <summary>For good: SignalR calls it when the connection ends.</summary>
    public override void CancelPendingRead() => _cancelled.Cancel();

    public override void Complete(Exception? exception = null) => Return();

    /// <summary>Reads on, for nobody, until the client has said goodbye too.</summary>
    public async Task Finish(CancellationToken cancel)
    {
        while (!_isOver && !cancel.IsCancellationRequested)
        {
            (_begin, _end) = (0, 0);
            await Receive(cancel);
        }
    }

    /// <summary>Waits for bytes, without a buffer when none is in use, and takes the frames apart.</summary>
    private async ValueTask Receive(CancellationToken cancel)
    {
        try
        {
            if (_begin == _end && _raw == _rawEnd)
            {
                Return();
                _ = await stream.ReadAsync(Memory<byte>.Empty, cancel);
            }
            MakeRoom();
            int count = await stream.ReadAsync(_bytes.AsMemory(_rawEnd), cancel);
            HeardAt = clock.GetTimestamp();
            _rawEnd += count;
            _isOver |= count == 0;
            Parse();
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // Whoever cancelled knows.
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // Clients go without a word all the time: this is the end of the input and no fault.
            _isOver = true;
        }
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
