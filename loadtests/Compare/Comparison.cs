using Interactions.LoadTests.Comments;
using Interactions.LoadTests.Likes;
using Interactions.LoadTests.Reports;
using Interactions.LoadTests.Servers;

namespace Interactions.LoadTests.Compare;

/// <summary>
/// Product and baseline in one run, one after the other, each as a process of its own on the first core with the client on the second. Ratios of one
/// run mean something on any machine; figures alone do not.
/// </summary>
internal static class Comparison
{
    public static async Task<IReport[]> Likes(string gateway, int connections, TimeSpan warmUp, TimeSpan duration)
    {
        async Task<LikesReport> Measure(Side side)
        {
            using LikesRun run = await side.Likes(connections, warmUp, duration);
            return await run.Loop();
        }
        (LikesReport baseline, LikesReport product) = await Both(gateway, Measure);
        return [baseline, product, new Ratios("durable likes against likes in memory", product.PerSecond / baseline.PerSecond,
            product.CpuUsPerLike / baseline.CpuUsPerLike, product.LatencyMs.P99 / baseline.LatencyMs.P99)];
    }

    public static async Task<IReport[]> Comments(string gateway, int viewers, int rate, TimeSpan warmUp, TimeSpan duration)
    {
        async Task<CommentsReport> Measure(Side side)
        {
            using Audience audience = await side.Seat(viewers, rate);
            return await audience.Measure(rate, warmUp, duration);
        }
        (CommentsReport baseline, CommentsReport product) = await Both(gateway, Measure);
        return [baseline, product, new Ratios("deliveries", product.DeliveriesPerSecond / baseline.DeliveriesPerSecond,
            product.CpuUsPerDelivery / baseline.CpuUsPerDelivery, product.LatencyMs.P99 / baseline.LatencyMs.P99)];
    }

    private static async Task<(T Baseline, T Product)> Both<T>(string gateway, Func<Side, Task<T>> measure)
    {
        T baseline;
        await using (Side stock = await Side.Baseline()) { baseline = await measure(stock); }
        await using Side product = await Side.Product(gateway);
        return (baseline, await measure(product));
    }
}
