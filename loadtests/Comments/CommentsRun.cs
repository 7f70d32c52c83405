using System.Diagnostics;
using System.Text;
using Interactions.Episodes;
using Interactions.LoadTests.Reports;
using Interactions.LoadTests.Wire;

namespace Interactions.LoadTests.Comments;

/// <param name="Rate">Comments per second, sent at fixed instants whatever the server does.</param>
/// <param name="WarmUp">The same load before the measurement, until the runtime has compiled the hot methods for good.</param>
internal sealed record CommentsPlan(Uri Url, int Viewers, int Rate, TimeSpan WarmUp, TimeSpan Duration, int? ServerProcess);

/// <summary>
/// Viewers that watch one room, publishers that post into it, and the oracle: each comment reached each viewer, or was declared omitted.
/// </summary>
internal static class CommentsRun
{
    private const int PublishersMax = 32;
    private static readonly TimeSpan LastDeliveriesWithin = TimeSpan.FromSeconds(15);

    public static async Task<CommentsReport> Product(CommentsPlan plan)
    {
        using Rest rest = new(plan.Url);
        string episodeId = await rest.CreateEpisode();
        string[] publishers = await rest.Tokens(episodeId[^12..], Math.Clamp(plan.Rate / 10, 1, PublishersMax));
        using Links links = new();
        links.Open(new Uri(plan.Url, IViewerHub.Path), [.. new string?[plan.Viewers], .. publishers]);
        byte[] join = Call("Join", $$"""{"episodeId":"{{episodeId}}"}""");
        int count = 0;
        byte[] Post(long intendedAt) => Call(
            "Comment", $$"""{"episodeId":"{{episodeId}}","commentId":"c{{count++}}","atMs":1000,"text":"{{Stamp.Text(intendedAt)}}"}""");
        CommentsReport report = Measure("product", plan, links, join, Post);
        long stored = (await rest.TallyOf(episodeId)).Comments;
        return report with { Stored = stored };
    }

    public static CommentsReport Baseline(CommentsPlan plan)
    {
        using Links links = new();
        links.Open(new Uri(plan.Url, "/hub"), new string?[plan.Viewers + Math.Clamp(plan.Rate / 10, 1, PublishersMax)]);
        return Measure("baseline", plan, links, Call("Join", "\"room\""), at => Call("Comment", $"\"room\",\"{Stamp.Text(at)}\""));
    }

    private static CommentsReport Measure(string name, CommentsPlan plan, Links links, byte[] join, Func<long, byte[]> post)
    {
        Watchers watchers = new(plan.Viewers);
        Join(plan, links, watchers, join);
        long posted = Publish(plan.WarmUp, 0);
        watchers.Latency.Reset();
        (long delivered, long frames, long began, ServerCpu cpu) =
            (watchers.Delivered, watchers.Frames, Stopwatch.GetTimestamp(), new ServerCpu(plan.ServerProcess));
        posted = Publish(plan.Duration, posted);
        (double seconds, double? cpuSeconds) = (Stopwatch.GetElapsedTime(began).TotalSeconds, cpu.Seconds);
        (delivered, frames) = (watchers.Delivered - delivered, watchers.Frames - frames);
        long ended = Stopwatch.GetTimestamp();
        links.Run(watchers, () =>
            (watchers.Accepted + watchers.Refused >= posted && watchers.HeardLeast >= watchers.Accepted)
            || Stopwatch.GetElapsedTime(ended) > LastDeliveriesWithin);
        return new CommentsReport(
            name, plan.Viewers, plan.Rate, Math.Round(seconds, 2), Math.Round(delivered / seconds), Math.Round(frames / seconds),
            Latencies.Of(watchers.Latency), cpuSeconds * 1e6 / delivered, cpuSeconds / seconds, cpu.PeakMemoryMb, posted, watchers.Accepted,
            watchers.Refused, watchers.FirstRefusal, watchers.Delivered, watchers.Omitted, watchers.Gaps, watchers.Repeats);

        long Publish(TimeSpan duration, long number)
        {
            Progress progress = new(name, "deliveries");
            (long start, long interval) = (Stopwatch.GetTimestamp(), Stopwatch.Frequency / plan.Rate);
            (long sent, long total) = (0, (long)(plan.Rate * duration.TotalSeconds));
            links.Run(watchers, () =>
            {
                for (long due = start + (sent * interval); sent < total && due <= Stopwatch.GetTimestamp(); due += interval)
                {
                    int publisher = plan.Viewers + (int)((number + sent++) % (links.Count - plan.Viewers));
                    links[publisher].Send(post(due));
                }
                progress.Show(watchers.Delivered, watchers.Gaps > 0 ? $"{watchers.Gaps:N0} gaps" : "");
                return Stopwatch.GetElapsedTime(start) >= duration && sent == total;
            });
            return number + sent;
        }
    }

    private static void Join(CommentsPlan plan, Links links, Watchers watchers, byte[] join)
    {
        for (int i = 0; i < plan.Viewers; i++) { links[i].Send(join); }
        long began = Stopwatch.GetTimestamp();
        links.Run(watchers, () => watchers.Joined + watchers.Refused == plan.Viewers || Stopwatch.GetElapsedTime(began) > LastDeliveriesWithin);
        if (watchers.Joined == plan.Viewers) { return; }
        throw new LoadException($"{watchers.Joined:N0} of {plan.Viewers:N0} viewers joined. {watchers.FirstRefusal}");
    }

    private static byte[] Call(string target, string arguments) => Encoding.UTF8.GetBytes(
        $$"""{"type":1,"invocationId":"1","target":"{{target}}","arguments":[{{arguments}}]}""" + "\u001e");
}
