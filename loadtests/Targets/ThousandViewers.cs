using Interactions.LoadTests.Comments;
using Interactions.LoadTests.Reports;
using Interactions.LoadTests.Servers;

namespace Interactions.LoadTests.Targets;

/// <summary>Targets 1, 2, 3 and 7: one room of a thousand viewers, quiet, busy, flooded, and with some who never read.</summary>
internal static class ThousandViewers
{
    private const int Viewers = 1_000;

    /// <summary>A quiet room needs a while until a percentile means something: sixty comments.</summary>
    private const int QuietSeconds = 30;

    /// <summary>Bun's uWebSockets at target 1, measured on such a machine once; it is not started here.</summary>
    private const double BunUs = 5.1;

    private static readonly (int Target, int Rate, int SecondsMin)[] Single = [(3, 2, QuietSeconds), (1, 100, 0)];
    private static readonly (int Target, int Rate, int SecondsMin)[] Flood = [(2, 3_000, 0)];

    public static async Task<IEnumerable<TargetResult>> Run(TargetPlan plan)
    {
        if (!plan.Wants(1, 2, 3, 7)) { return []; }
        Dictionary<int, CommentsReport> stock = [];
        if (plan.Wants(1, 3))
        {
            await using Side side = await Side.Baseline();
            stock = await Measure(plan, side, Single);
        }
        if (plan.Wants(2))
        {
            await using Side side = await Side.Baseline(TargetPlan.GatherMs);
            stock = stock.Union(await Measure(plan, side, Flood)).ToDictionary();
        }
        await using Side ours = await Side.Product(plan.Gateway);
        Dictionary<int, CommentsReport> product = await Measure(plan, ours, [.. Single, .. Flood]);
        List<TargetResult> results = [.. product.Keys.Select(target => Judge(target, stock[target], product[target]))];
        if (plan.Wants(7)) { results.Add(await NeverReading.Run(plan, ours, Viewers)); }
        return results;
    }

    private static async Task<Dictionary<int, CommentsReport>> Measure(
        TargetPlan plan, Side side, (int Target, int Rate, int SecondsMin)[] steps)
    {
        await plan.Warm(side);
        using Audience audience = await side.Seat(Viewers, steps.Max(step => step.Rate));
        return await plan.Measure(audience, steps);
    }

    private static TargetResult Judge(int target, CommentsReport stock, CommentsReport product) => target switch
    {
        1 => new TargetResult(1, "1,000 viewers, 100 comments/s",
        [
            new("server CPU a delivery", "µs", stock.CpuUsPerDelivery, product.CpuUsPerDelivery, Goal.RatioAtMost, 0.125),
            new("the same beside Bun's of another day", "µs", BunUs, product.CpuUsPerDelivery, Goal.RatioAtMost, 0.25),
            new("p99", "ms", stock.LatencyMs.P99, product.LatencyMs.P99, Goal.AtMost, 120),
        ], stock, product),
        2 => new TargetResult(2, "1,000 viewers, 3,000 comments/s (stock: an array each 100 ms)",
        [
            new("deliveries", "/s", stock.DeliveriesPerSecond, product.DeliveriesPerSecond, Goal.AtLeast, 2_900_000),
            new("server CPU a delivery", "µs", stock.CpuUsPerDelivery, product.CpuUsPerDelivery, Goal.AtMost, 0.12),
            new("p99", "ms", stock.LatencyMs.P99, product.LatencyMs.P99, Goal.AtMost, 120),
        ], stock, product),
        _ => new TargetResult(3, "1,000 viewers, 2 comments/s",
        [
            new("p50", "ms", stock.LatencyMs.P50, product.LatencyMs.P50, Goal.RatioAtMost, 0.6),
            new("p99", "ms", stock.LatencyMs.P99, product.LatencyMs.P99, Goal.RatioAtMost, 0.6),
            new("server CPU a delivery", "µs", stock.CpuUsPerDelivery, product.CpuUsPerDelivery, Goal.RatioAtMost, 0.3),
        ], stock, product),
    };
}
