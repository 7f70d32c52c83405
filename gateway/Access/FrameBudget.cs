using System.IO.Pipelines;
using Interactions.Gateway.Operations;
using Microsoft.AspNetCore.Connections;

namespace Interactions.Gateway.Access;

/// <summary>
/// Bytes and messages of one connection, counted below the hub: hub filters do not see calls of methods that do not exist, and no middleware sees
/// what comes after the upgrade. A connection above its budget is closed.
/// </summary>
internal sealed class FrameBudget(LimitsOptions limits, TimeProvider time)
{
    private const int BurstSeconds = 10;

    private Bucket _messages;
    private Bucket _bytes;

    public bool TryTake(long messages, long bytes)
    {
        long now = time.GetElapsedTime(0).Ticks;
        return _messages.TryTake(now, TimeSpan.TicksPerSecond / limits.MessagesPerSecond, limits.MessagesBurst, messages, out _)
            & _bytes.TryTake(now, 1, TimeSpan.TicksPerSecond * BurstSeconds, bytes * TimeSpan.TicksPerSecond / limits.BytesPerSecond, out _);
    }

    /// <summary>Puts the budget between the transport and what comes next.</summary>
    public static ConnectionDelegate Around(ConnectionDelegate next, LimitsOptions limits, TimeProvider time, GatewayTelemetry telemetry) =>
        limits.Enforced
            ? connection =>
            {
                connection.Transport = new MeteredTransport(connection, new FrameBudget(limits, time), telemetry);
                return next(connection);
            }
    : next;

    private sealed class MeteredTransport(ConnectionContext connection, FrameBudget budget, GatewayTelemetry telemetry) : IDuplexPipe
    {
        public PipeReader Input { get; } = new MeteredInput(connection.Transport.Input, budget, () =>
        {
            telemetry.ConnectionShed(ShedReason.FrameBudget);
            connection.Abort(new ConnectionAbortedException("More messages than a connection may send."));
        });

        public PipeWriter Output { get; } = connection.Transport.Output;
    }
}
