using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace Interactions.Gateway.Connections;

/// <summary>What SignalR writes to a connection: each flush is one frame. SignalR writes one message at a time.</summary>
internal sealed class FrameOutput(FrameSender sender, ITransferFormatFeature format) : PipeWriter
{
    private const int FirstBytes = 512;

    private byte[]? _frame;
    private int _end;

    public override Memory<byte> GetMemory(int sizeHint = 0)
    {
        MakeRoom(Math.Max(1, sizeHint));
        return _frame.AsMemory(_end);
    }

    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public override void Advance(int bytes) => _end += bytes;

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        if (_frame is not { } frame) { return default; }
        int payload = _end - FrameHeader.LengthMax;
        int begin = FrameHeader.LengthMax - FrameHeader.LengthFor(payload);
        FrameHeader.Write(frame.AsSpan(begin), format.ActiveFormat == TransferFormat.Binary ? Opcode.Binary : Opcode.Text, payload);
        Task taken = sender.Send(frame.AsSpan(begin, _end - begin));
        Forget();
        return taken.IsCompletedSuccessfully ? default : Wait(taken, cancellationToken);
    }

    /// <summary>SignalR calls this when it gives the connection up.</summary>
    public override void CancelPendingFlush() => sender.GiveUp();

    public override void Complete(Exception? exception = null) => Forget();

    private static async ValueTask<FlushResult> Wait(Task taken, CancellationToken cancel)
    {
        await taken.WaitAsync(cancel);
        return default;
    }

    private void MakeRoom(int bytes)
    {
        if (_frame is null) { (_frame, _end) = (ArrayPool<byte>.Shared.Rent(Math.Max(FirstBytes, FrameHeader.LengthMax + bytes)), FrameHeader.LengthMax); }
        if (_frame.Length - _end >= bytes) { return; }
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(_frame.Length * 2, _end + bytes));
        _frame.AsSpan(0, _end).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_frame);
        _frame = larger;
    }

    private void Forget()
    {
        if (_frame is not null) { ArrayPool<byte>.Shared.Return(_frame); }
        _frame = null;
    }
}
