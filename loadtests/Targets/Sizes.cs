using Interactions.LoadTests.Comments;
using Interactions.LoadTests.Reports;
using Interactions.LoadTests.Servers;

namespace Interactions.LoadTests.Targets;

/// <summary>Target 10: what a delivery costs with a tenth and nine times the viewers, and when the same deliveries are those of many rooms.</summary>
internal static class Sizes
{
    /// <summary>What each viewer hears a second.</summary>
    private const int EachHears = 10;

    public static readonly (int Viewers, int Rooms)[] All = [(100, 1), (1_000, 1), (9_000, 1), (1_000, 10), (1_000, 100)];

    public static async Task<IEnumerable<TargetResult>> Run(TargetPlan plan)
    {
        if (!plan.Wants(10)) { return []; }
        CommentsReport[] stock, product;
        await using (Side side = await Side.Baseline()) { stock = await Measure(plan, side); }
        await using (Side side = await Side.Product(plan.Gateway)) { product = await Measure(plan, side); }
        Mark Beside(string what, int one, int other, Goal goal, double limit = 0) =>
            new(what, "µs", product[one].CpuUsPerDelivery, product[other].CpuUsPerDelivery, goal, limit);
        return
        [
            new TargetResult(10, "10 comments/s to each viewer, in audiences and rooms of several sizes",
            [
                .. All.Select((size, i) => new Mark(
                    $"server CPU a delivery, {size.Viewers:N0} viewers in {size.Rooms:N0} rooms", "µs", stock[i].CpuUsPerDelivery,
                    product[i].CpuUsPerDelivery, Goal.Shown)),
                Beside("9,000 viewers (beside it: 1,000)", 1, 2, Goal.RatioAtMost, 1.1),
                Beside("10 rooms (beside it: 1)", 1, 3, Goal.Shown),
                Beside("100 rooms (beside it: 1)", 1, 4, Goal.Shown),
            ], [.. stock, .. product]),
        ];
    }

    private static async Task<CommentsReport[]> Measure(TargetPlan plan, Side side)
    {
        await plan.Warm(side);
        List<CommentsReport> reports = [];
        foreach ((int viewers, int rooms) in All)
        {
            using Audience audience = await side.Seat(viewers, EachHears * rooms, rooms);
            reports.Add(await audience.Measure(EachHears * rooms, plan.Settle, plan.Duration));
            foreach (string line in reports[^1].Lines()) { TargetPlan.Say(line); }
        }
        return [.. reports];
    }
}
