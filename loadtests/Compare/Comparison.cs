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
        LikesReport baseline, product;
        await using (ServerProcess stock = await Server.Baseline())
        {
            baseline = LikesRun.Baseline(new LikesPlan(stock.Url, connections, warmUp, duration, stock.Id));
        }
        using DataFolder data = new();
        await using (ServerProcess server = await Server.Product(gateway, data.Folder))
        {
            product = await LikesRun.Product(new LikesPlan(server.Url, connections, warmUp, duration, server.Id));
        }
        return [baseline, product, new Ratios("durable likes against likes in memory", product.PerSecond / baseline.PerSecond,
            product.CpuUsPerLike / baseline.CpuUsPerLike, product.LatencyMs.P99 / baseline.LatencyMs.P99)];
    }

    public static async Task<IReport[]> Comments(string gateway, int viewers, int rate, TimeSpan warmUp, TimeSpan duration)
    {
        CommentsReport baseline, product;
        await using (ServerProcess stock = await Server.Baseline())
        {
            baseline = CommentsRun.Baseline(new CommentsPlan(stock.Url, viewers, rate, warmUp, duration, stock.Id));
        }
        using DataFolder data = new();
        await using (ServerProcess server = await Server.Product(gateway, data.Folder))
        {
            product = await CommentsRun.Product(new CommentsPlan(server.Url, viewers, rate, warmUp, duration, server.Id));
        }
        return [baseline, product, new Ratios("deliveries", product.DeliveriesPerSecond / baseline.DeliveriesPerSecond,
            product.CpuUsPerDelivery / baseline.CpuUsPerDelivery, product.LatencyMs.P99 / baseline.LatencyMs.P99)];
    }

    private sealed class DataFolder : IDisposable
    {
        public DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("interactions-load-");

        public void Dispose() => Folder.Delete(recursive: true);
    }
}
