using System.Diagnostics;
using Interactions.Episodes;
using Interactions.LoadTests.Reports;
using Interactions.LoadTests.Wire;

namespace Interactions.LoadTests.Likes;

/// <summary>How much, and against whom.</summary>
/// <param name="ServerProcess">The server's process id, for its CPU; null when it is not on this machine.</param>
/// <param name="WarmUp">Load before the measurement, until the runtime has compiled the hot methods for good.</param>
internal sealed record LikesPlan(Uri Url, int Connections, TimeSpan WarmUp, TimeSpan Duration, int? ServerProcess);

/// <summary>Likes on one server, as fast as the answers come or at a rate, and the oracle: what was acknowledged is what the tally says.</summary>
internal sealed class LikesRun : IDisposable
{
    private static readonly TimeSpan LastAnswersWithin = TimeSpan.FromSeconds(15);

    private readonly string _name;
    private readonly LikesPlan _plan;
    private readonly Links _links = new();
    private readonly Liker _liker;
    private readonly Func<Task<long>>? _tally;

    private LikesRun(string name, LikesPlan plan, Uri hub, string?[] tokens, LikeCalls calls, Func<Task<long>>? tally)
    {
        (_name, _plan, _tally) = (name, plan, tally);
        _links.Open(hub, tokens);
        _liker = new Liker(_links, calls);
    }

    /// <summary>On the product: every connection is a user of its own.</summary>
    public static async Task<LikesRun> Product(LikesPlan plan)
    {
        using Rest rest = new(plan.Url);
        string episodeId = await rest.CreateEpisode();
        string[] tokens = await rest.Tokens(episodeId[^12..], plan.Connections);
        return new LikesRun("product", plan, new Uri(plan.Url, IViewerHub.Path), tokens, LikeCalls.Product(episodeId), async () =>
        {
            using Rest asking = new(plan.Url);
            return (await asking.TallyOf(episodeId)).Likes;
        });
    }

    /// <summary>On the baseline: a stock hub with a counter in memory, which has no users and keeps nothing.</summary>
    public static LikesRun Baseline(LikesPlan plan) =>
        new("baseline", plan, new Uri(plan.Url, "/hub"), new string?[plan.Connections], LikeCalls.Baseline(), null);

    /// <summary>As fast as the answers come.</summary>
    public Task<LikesReport> Loop()
    {
        _liker.Begin();
        RunFor(_plan.WarmUp, null);
        return Measure(null, () => RunFor(_plan.Duration, new Progress(_name, "likes")));
    }

    /// <summary>At fixed instants whatever the server does.</summary>
    public Task<LikesReport> At(double perSecond) => Measure(perSecond, () => Call(perSecond, new Progress(_name, "likes")));

    public void Dispose() => _links.Dispose();

    private async Task<LikesReport> Measure(double? rate, Action load)
    {
        _liker.StartCounting();
        (ServerCost cost, TimeSpan own, long began) = (new ServerCost(_plan.ServerProcess), Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        load();
        (double seconds, double? cpu) = (Stopwatch.GetElapsedTime(began).TotalSeconds, cost.CpuSeconds);
        double clientCores = (Environment.CpuUsage.TotalTime - own).TotalSeconds / seconds;
        (long acknowledged, long refused) = (_liker.Acknowledged, _liker.Refused);
        _liker.End();
        long ended = Stopwatch.GetTimestamp();
        _links.Run(_liker, () => _liker.UnderWay == 0 || Stopwatch.GetElapsedTime(ended) > LastAnswersWithin);
        long? tally = _tally is { } ask ? await ask() : null;
        return new LikesReport(
            _name, _links.Count, rate, Math.Round(seconds, 2), acknowledged, refused, _liker.FirstRefusal, _liker.UnderWay,
            Math.Round(acknowledged / seconds), Latencies.Of(_liker.Latency), cpu * 1e6 / acknowledged, cpu / seconds, Math.Round(clientCores, 2),
            cost.MemoryMb, cost.PeakMemoryMb, tally, tally is { } told ? Math.Abs(told - _liker.Likes) <= _liker.Uncertain : null);
    }

    private void RunFor(TimeSpan duration, Progress? progress)
    {
        long began = Stopwatch.GetTimestamp();
        _links.Run(_liker, () =>
        {
            progress?.Show(_liker.Acknowledged, _liker.Refused > 0 ? $"{_liker.Refused:N0} refused" : "");
            return Stopwatch.GetElapsedTime(began) > duration;
        });
    }

    private void Call(double perSecond, Progress progress)
    {
        (long start, double interval, long sent) = (Stopwatch.GetTimestamp(), Stopwatch.Frequency / perSecond, 0);
        _links.Run(_liker, () =>
        {
            // One round at a time: answers want their turn, too.
            for (int i = 0; i < _links.Count && start + (long)(sent * interval) is var due && due <= Stopwatch.GetTimestamp(); i++, sent++)
            {
                _liker.Call((int)(sent % _links.Count), due);
            }
            progress.Show(_liker.Acknowledged, $"{_liker.UnderWay:N0} under way");
            return Stopwatch.GetElapsedTime(start) > _plan.Duration;
        });
    }
}
