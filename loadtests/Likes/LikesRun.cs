using System.Diagnostics;
using Interactions.Episodes;
using Interactions.LoadTests.Reports;
using Interactions.LoadTests.Wire;

namespace Interactions.LoadTests.Likes;

/// <summary>How much, and against whom.</summary>
/// <param name="ServerProcess">The server's process id, for its CPU; null when it is not on this machine.</param>
/// <param name="WarmUp">Load before the measurement, until the runtime has compiled the hot methods for good.</param>
internal sealed record LikesPlan(Uri Url, int Connections, TimeSpan WarmUp, TimeSpan Duration, int? ServerProcess);

/// <summary>Likes as fast as the answers come, and the oracle: what was acknowledged is what the tally says.</summary>
internal static class LikesRun
{
    private static readonly TimeSpan LastAnswersWithin = TimeSpan.FromSeconds(15);

    /// <summary>Against the product: every connection is a user of its own.</summary>
    public static async Task<LikesReport> Product(LikesPlan plan)
    {
        using Rest rest = new(plan.Url);
        string episodeId = await rest.CreateEpisode();
        string[] tokens = await rest.Tokens(episodeId[^12..], plan.Connections);
        using Links links = new();
        links.Open(new Uri(plan.Url, IViewerHub.Path), tokens);
        Liker liker = new(links, LikeCalls.Product(episodeId));
        LikesReport report = Measure("product", plan, links, liker);
        long tally = (await rest.TallyOf(episodeId)).Likes;
        return report with { Tally = tally, Exact = Math.Abs(tally - liker.Likes) <= liker.Uncertain };
    }

    /// <summary>Against the baseline: a stock hub with a counter in memory, which has no users and keeps nothing.</summary>
    public static LikesReport Baseline(LikesPlan plan)
    {
        using Links links = new();
        links.Open(new Uri(plan.Url, "/hub"), new string?[plan.Connections]);
        return Measure("baseline", plan, links, new Liker(links, LikeCalls.Baseline()));
    }

    private static LikesReport Measure(string name, LikesPlan plan, Links links, Liker liker)
    {
        liker.Begin();
        RunFor(plan.WarmUp, links, liker, progress: null);
        liker.StartCounting();
        ServerCpu cpu = new(plan.ServerProcess);
        Stopwatch watch = Stopwatch.StartNew();
        RunFor(plan.Duration, links, liker, new Progress(name, "likes"));
        (double seconds, double? cpuSeconds) = (watch.Elapsed.TotalSeconds, cpu.Seconds);
        (long acknowledged, long refused) = (liker.Acknowledged, liker.Refused);
        liker.End();
        long ended = Stopwatch.GetTimestamp();
        links.Run(liker, () => liker.UnderWay == 0 || Stopwatch.GetElapsedTime(ended) > LastAnswersWithin);
        return new LikesReport(
            name, links.Count, Math.Round(seconds, 2), acknowledged, refused, liker.FirstRefusal, liker.UnderWay, Math.Round(acknowledged / seconds),
            Latencies.Of(liker.Latency), cpuSeconds * 1e6 / acknowledged, cpuSeconds / seconds, cpu.PeakMemoryMb);
    }

    private static void RunFor(TimeSpan duration, Links links, Liker liker, Progress? progress)
    {
        long began = Stopwatch.GetTimestamp();
        links.Run(liker, () =>
        {
            progress?.Show(liker.Acknowledged, liker.Refused > 0 ? $"{liker.Refused:N0} refused" : "");
            return Stopwatch.GetElapsedTime(began) > duration;
        });
    }
}
