using System.Buffers;
using System.IO.Pipelines;
using Interactions.Gateway.Access;
using Xunit;

namespace Interactions.Tests.Access;

public sealed class MeteredInputTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_byte_is_paid_once_however_it_is_consumed()
    {
        Pipe pipe = new();
        int closed = 0;
        MeteredInput input = Over(pipe, messages: 10, () => closed++);
        for (int message = 0; message < 10; message++)
        {
            await pipe.Writer.WriteAsync(new byte[] { 1, 2, 0x1e }, Cancel);
            ReadResult read = await input.ReadAsync(Cancel);
            Assert.Equal(3, read.Buffer.Length);
            // Looked at twice, taken the second time.
            input.AdvanceTo(read.Buffer.Start, read.Buffer.Start);
            Assert.True(input.TryRead(out read));
            input.AdvanceTo(read.Buffer.End);
        }

        Assert.Equal(0, closed);
    }

    [Fact]
    public async Task Messages_that_come_in_one_piece_are_counted_one_by_one()
    {
        Pipe pipe = new();
        int closed = 0;
        MeteredInput input = Over(pipe, messages: 10, () => closed++);
        await pipe.Writer.WriteAsync(Enumerable.Repeat((byte)0x1e, 11).ToArray(), Cancel);
        ReadResult read = await input.ReadAsync(Cancel);
        Assert.True(read.IsCompleted);
        Assert.True(read.Buffer.IsEmpty);
        Assert.Equal(1, closed);
        input.AdvanceTo(read.Buffer.End);
    }

    private static MeteredInput Over(Pipe pipe, int messages, Action close)
    {
        LimitsOptions limits = new() { MessagesBurst = messages, MessagesPerSecond = 1 };
        return new MeteredInput(pipe.Reader, new FrameBudget(limits, new Microsoft.Extensions.Time.Testing.FakeTimeProvider()), close);
    }
}
