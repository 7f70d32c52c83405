using System.Buffers;
using System.IO.Pipelines;

namespace Interactions.Gateway.Access;

/// <summary>Reads what another reader reads, and pays for what is new; above the budget the input ends.</summary>
internal sealed class MeteredInput(PipeReader inner, FrameBudget budget, Action close) : PipeReader
{
    /// <summary>Ends each message of the hub protocol.</summary>
    private const byte RecordSeparator = 0x1e;

    private ReadOnlySequence<byte> _buffer;

    // Bytes at the start of the next buffer that were paid for when they were first seen.
    private long _paid;
    private bool _isOver;

    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) =>
        Pay(await inner.ReadAsync(cancellationToken));

    public override bool TryRead(out ReadResult result)
    {
        bool any = inner.TryRead(out result);
        if (any) { result = Pay(result); }
        return any;
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        if (_isOver) { return; }
        _paid = _buffer.Slice(consumed).Length;
        _buffer = default;
        inner.AdvanceTo(consumed, examined);
    }

    public override void CancelPendingRead() => inner.CancelPendingRead();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    private ReadResult Pay(ReadResult result)
    {
        _buffer = result.Buffer;
        ReadOnlySequence<byte> fresh = _buffer.Slice(Math.Min(_paid, _buffer.Length));
        if (fresh.IsEmpty || budget.TryTake(Math.Max(1, CountMessages(fresh)), fresh.Length)) { return result; }
        _isOver = true;
        inner.AdvanceTo(_buffer.End);
        close();
        return new ReadResult(default, isCanceled: false, isCompleted: true);
    }

    private static long CountMessages(ReadOnlySequence<byte> bytes)
    {
        long messages = 0;
        foreach (ReadOnlyMemory<byte> part in bytes) { messages += part.Span.Count(RecordSeparator); }
        return messages;
    }
}
