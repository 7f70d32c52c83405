using System.Diagnostics;
using Interactions.LoadTests.Comments;
using Interactions.LoadTests.Reports;
using Interactions.LoadTests.Servers;

namespace Interactions.LoadTests.Targets;

/// <summary>Target 7: viewers who never read. The others must not notice; each costs little, and is closed.</summary>
internal static class NeverReading
{
    private const int Few = 10;

    /// <summary>So many that what each costs stands out from what a server's memory does by itself.</summary>
    private const int Many = 500;

    private const int Rate = 100;

    /// <summary>Time to fill what the kernel holds, and the server's patience after that.</summary>
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan SampleInterval = TimeSpan.FromMilliseconds(500);

    public static async Task<TargetResult> Run(TargetPlan plan, Side product, int viewers)
    {
        RoomCalls calls = await product.Calls(Rate);
        using Audience audience = product.Seat(calls, viewers);
        CommentsReport without = await audience.Measure(Rate, plan.Settle, Watched / 2);
        CommentsReport with;
        using (Stalled few = new(calls, Few)) { with = await audience.Measure(Rate, TimeSpan.Zero, Watched / 2, few.Look); }
        TargetPlan.Say($"{Many} viewers who never read");
        using Stalled many = new(calls, Many);
        Sampler sampler = new(many, new ServerCost(product.Process));
        await audience.Measure(Rate, TimeSpan.Zero, Watched, sampler.Look);
        return new TargetResult(7, "as 1, with 10 clients that never read",
        [
            new("p99 of the others (beside it: without those)", "ms", without.LatencyMs.P99, with.LatencyMs.P99, Goal.RatioAtMost, 1.1),
            new($"memory for each of {Many} such clients: process and kernel", "KB", null, sampler.MostBytes / Many / 1024, Goal.AtMost, 64),
            new("closed, after it has taken its last byte (beside it: after joining)", "s", many.ClosedAfter, many.ClosedAfterLastByte, Goal.AtMost, 10),
        ], without, with);
    }

    private sealed class Sampler(Stalled clients, ServerCost cost)
    {
        private readonly long _before = cost.MemoryKb ?? 0;
        private long _sampledAt = Stopwatch.GetTimestamp();

        public double MostBytes { get; private set; }

        public void Look()
        {
            clients.Look();
            if (Stopwatch.GetElapsedTime(_sampledAt) < SampleInterval || clients.ClosedCount > 0) { return; }
            _sampledAt = Stopwatch.GetTimestamp();
            MostBytes = Math.Max(MostBytes, clients.ReadHeldBytes() + (((cost.MemoryKb ?? 0) - _before) * 1024.0));
        }
    }
}
