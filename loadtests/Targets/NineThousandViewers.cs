using System.Diagnostics;
using Interactions.LoadTests.Comments;
using Interactions.LoadTests.Reports;
using Interactions.LoadTests.Servers;

namespace Interactions.LoadTests.Targets;

/// <summary>Targets 4, 5 and 6: a room of nine thousand viewers, idle, quiet and busy. Opening the connections takes longest, so they are opened once.</summary>
internal static class NineThousandViewers
{
    private const int Viewers = 9_000;

    private static readonly (int Target, int Rate, int SecondsMin)[] Quiet = [(5, 10, 0)];
    private static readonly (int Target, int Rate, int SecondsMin)[] Busy = [(4, 50, 0)];

    /// <summary>Buffers of the opening go back to the system within it.</summary>
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(11);

    /// <summary>Two keep-alives of a hub, three pings of a client.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(30);

    public static async Task<IEnumerable<TargetResult>> Run(TargetPlan plan)
    {
        if (!plan.Wants(4, 5, 6)) { return []; }
        Dictionary<int, CommentsReport> stock = [], product;
        IdleCost? stockIdle = null, productIdle;
        if (plan.Wants(5, 6))
        {
            await using Side side = await Side.Baseline();
            (stockIdle, stock) = await Measure(plan, side, Quiet);
        }
        if (plan.Wants(4))
        {
            await using Side side = await Side.Baseline(TargetPlan.GatherMs);
            (_, Dictionary<int, CommentsReport> gathered) = await Measure(plan, side, Busy, idle: false);
            stock = stock.Union(gathered).ToDictionary();
        }
        await using Side ours = await Side.Product(plan.Gateway);
        (productIdle, product) = await Measure(plan, ours, [.. Quiet, .. Busy]);
        List<TargetResult> results = [.. product.Keys.Select(target => Judge(target, stock[target], product[target]))];
        if (productIdle is not null) { results.Add(Judge(stockIdle!, productIdle)); }
        return results;
    }

    private static async Task<(IdleCost?, Dictionary<int, CommentsReport>)> Measure(
        TargetPlan plan, Side side, (int Target, int Rate, int SecondsMin)[] steps, bool idle = true)
    {
        await plan.Warm(side);
        bool measured = idle && plan.Wants(6);
        (long before, double aloneCores) = measured ? await Alone(side) : (0, 0);
        TargetPlan.Say($"opening {Viewers:N0} connections");
        using Audience audience = await side.Seat(Viewers, steps.Max(step => step.Rate));
        IdleCost? cost = null;
        if (measured)
        {
            TargetPlan.Say($"idle for {(Calm + Idle).TotalSeconds:N0} s");
            audience.Idle(Calm);
            (ServerCost with, long began) = (new ServerCost(side.Process), Stopwatch.GetTimestamp());
            audience.Idle(Idle);
            double cores = ((with.CpuSeconds ?? 0) / Stopwatch.GetElapsedTime(began).TotalSeconds) - aloneCores;
            cost = new IdleCost(((with.MemoryKb ?? 0) - before) / (double)Viewers, cores * 1e6 / Viewers);
        }
        return (cost, await plan.Measure(audience, steps));
    }

    /// <summary>What the server holds and uses when nobody is there; what the warm-up left to compile is done by then.</summary>
    private static async Task<(long MemoryKb, double Cores)> Alone(Side side)
    {
        await Task.Delay(Calm, TimeProvider.System);
        (ServerCost cost, long began) = (new ServerCost(side.Process), Stopwatch.GetTimestamp());
        await Task.Delay(Calm, TimeProvider.System);
        return (cost.MemoryKb ?? 0, (cost.CpuSeconds ?? 0) / Stopwatch.GetElapsedTime(began).TotalSeconds);
    }

    private static TargetResult Judge(IdleCost stock, IdleCost product) => new(6, "9,000 idle viewers",
    [
        new("memory of the process for each", "KB", stock.KbEach, product.KbEach, Goal.AtMost, 12),
        new("server CPU for each, keep-alives included", "µs/s", stock.UsEach, product.UsEach, Goal.RatioAtMost, 1),
    ]);

    private static TargetResult Judge(int target, CommentsReport stock, CommentsReport product) => target == 4
        ? new TargetResult(4, "9,000 viewers, 50 comments/s (stock: an array each 100 ms)",
        [
            new("delivered of what was due", "%", Share(stock), Share(product), Goal.AtLeast, 100),
            new("server CPU a delivery", "µs", stock.CpuUsPerDelivery, product.CpuUsPerDelivery, Goal.AtMost, 1.2),
            new("p99", "ms", stock.LatencyMs.P99, product.LatencyMs.P99, Goal.AtMost, 250),
        ], stock, product)
        : new TargetResult(5, "9,000 viewers, 10 comments/s",
        [
            new("server CPU a delivery", "µs", stock.CpuUsPerDelivery, product.CpuUsPerDelivery, Goal.AtMost, 7),
            new("p99", "ms", stock.LatencyMs.P99, product.LatencyMs.P99, Goal.AtMost, 150),
        ], stock, product);

    private static double Share(CommentsReport report) => 100.0 * report.Counts.Delivered / report.Counts.Due;

    /// <param name="KbEach">Resident memory of the process for a connection.</param>
    /// <param name="UsEach">CPU a second for a connection, without what the server uses by itself.</param>
    private sealed record IdleCost(double KbEach, double UsEach);
}
