using Interactions.LoadTests.Likes;
using Interactions.LoadTests.Reports;
using Interactions.LoadTests.Servers;

namespace Interactions.LoadTests.Targets;

/// <summary>Target 8: durable likes over the wire beside likes in memory, as fast as it goes and at half of that.</summary>
internal static class DurableLikes
{
    private const int Connections = 200;

    public static async Task<IEnumerable<TargetResult>> Run(TargetPlan plan)
    {
        if (!plan.Wants(8)) { return []; }
        LikesReport stock, stockHalf;
        await using (Side side = await Side.Baseline()) { (stock, stockHalf) = await Measure(plan, side); }
        await using Side ours = await Side.Product(plan.Gateway);
        (LikesReport product, LikesReport half) = await Measure(plan, ours);
        bool exact = product.Holds && half.Holds;
        return
        [
            new TargetResult(8, "200 connections, likes with durable acknowledgement",
            [
                new("likes", "/s", stock.PerSecond, product.PerSecond, Goal.RatioAtLeast, 0.6),
                new("server CPU a like", "µs", stock.CpuUsPerLike, product.CpuUsPerLike, Goal.Shown),
                new($"p99 at {half.Rate:N0}/s, half the rate (stock: at half its own)", "ms", stockHalf.LatencyMs.P99, half.LatencyMs.P99, Goal.AtMost, 50),
                new("the tally is what was acknowledged (1 = yes)", "", null, exact ? 1 : 0, Goal.AtLeast, 1),
            ]),
        ];
    }

    private static async Task<(LikesReport Full, LikesReport Half)> Measure(TargetPlan plan, Side side)
    {
        using LikesRun run = await side.Likes(Connections, plan.WarmUp, plan.Duration);
        LikesReport full = await run.Loop();
        LikesReport half = await run.At(full.PerSecond / 2);
        foreach (string line in full.Lines().Concat(half.Lines())) { TargetPlan.Say(line); }
        return (full, half);
    }
}
