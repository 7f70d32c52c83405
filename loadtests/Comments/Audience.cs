using System.Diagnostics;
using Interactions.LoadTests.Reports;
using Interactions.LoadTests.Wire;

namespace Interactions.LoadTests.Comments;

/// <summary>
/// Viewers who have joined the rooms of one server, publishers who post into these, and the oracle: each comment reached each viewer of its room, or
/// was declared omitted. It can be measured several times, because thousands of connections take longer to open than to measure.
/// </summary>
/// <param name="process">The server's process id, for its CPU and memory; null when it is not on this machine.</param>
internal sealed class Audience(RoomCalls calls, int viewers, int? process) : IDisposable
{
    private static readonly TimeSpan LastDeliveriesWithin = TimeSpan.FromSeconds(15);

    private readonly Links _links = new();
    private readonly Watchers _watchers = new(viewers, calls.Joins.Length);

    /// <summary>Connects everybody and joins the viewers, spread evenly over the rooms.</summary>
    public void Open()
    {
        _links.Open(calls.Hub, [.. new string?[viewers], .. calls.Publishers]);
        for (int i = 0; i < viewers; i++) { _links.Send(i, calls.Joins[i % calls.Joins.Length]); }
        long began = Stopwatch.GetTimestamp();
        _links.Run(
            _watchers, () => _watchers.Joined + _watchers.Counts.Refused == viewers || Stopwatch.GetElapsedTime(began) > LastDeliveriesWithin);
        if (_watchers.Joined == viewers) { return; }
        throw new LoadException($"{_watchers.Joined:N0} of {viewers:N0} viewers joined. {_watchers.FirstRefusal}");
    }

    /// <summary>Nobody posts; connections are kept alive.</summary>
    public void Idle(TimeSpan duration)
    {
        long began = Stopwatch.GetTimestamp();
        _links.Run(_watchers, () => Stopwatch.GetElapsedTime(began) > duration);
    }

    /// <param name="rate">Comments per second in all, sent at fixed instants whatever the server does.</param>
    /// <param name="warmUp">The same load before the measurement, until the runtime has compiled the hot methods for good.</param>
    /// <param name="meanwhile">Called at least once a millisecond during the measurement.</param>
    public async Task<CommentsReport> Measure(int rate, TimeSpan warmUp, TimeSpan duration, Action? meanwhile = null)
    {
        WatchCounts before = _watchers.Counts;
        long posted = Publish(rate, warmUp, 0, null);
        _watchers.Latency.Reset();
        (WatchCounts warm, TimeSpan own, long began, ServerCost cost) =
            (_watchers.Counts, Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp(), new ServerCost(process));
        posted = Publish(rate, duration, posted, meanwhile);
        (double seconds, double? cpu, WatchCounts now) = (Stopwatch.GetElapsedTime(began).TotalSeconds, cost.CpuSeconds, _watchers.Counts - warm);
        double clientCores = (Environment.CpuUsage.TotalTime - own).TotalSeconds / seconds;
        AwaitLastDeliveries(before.Accepted + before.Refused + posted);
        WatchCounts all = _watchers.Counts - before;
        long? stored = calls.Stored is { } ask ? await ask() - before.Accepted : null;
        return new CommentsReport(
            calls.Name, viewers, calls.Joins.Length, rate, Math.Round(seconds, 2), Math.Round(now.Delivered / seconds),
            Math.Round(now.Frames / seconds), Latencies.Of(_watchers.Latency), cpu * 1e6 / now.Delivered, cpu / seconds, Math.Round(clientCores, 2),
            cost.MemoryMb, cost.PeakMemoryMb, posted, all, _watchers.FirstRefusal, stored);
    }

    public void Dispose() => _links.Dispose();

    private long Publish(int rate, TimeSpan duration, long number, Action? meanwhile)
    {
        Progress progress = new(calls.Name, "deliveries");
        (long start, double interval) = (Stopwatch.GetTimestamp(), (double)Stopwatch.Frequency / rate);
        (long sent, long total) = (0, (long)(rate * duration.TotalSeconds));
        _links.Run(_watchers, () =>
        {
            for (; sent < total && start + (long)(sent * interval) is var due && due <= Stopwatch.GetTimestamp(); sent++)
            {
                int publisher = (int)((number + sent) % calls.Publishers.Length);
                _links.Send(viewers + publisher, calls.Post(publisher % calls.Joins.Length, due));
            }
            meanwhile?.Invoke();
            WatchCounts counts = _watchers.Counts;
            progress.Show(counts.Delivered, counts.Gaps > 0 ? $"{counts.Gaps:N0} gaps" : "");
            return Stopwatch.GetElapsedTime(start) >= duration && sent == total;
        });
        return number + sent;
    }

    private void AwaitLastDeliveries(long posted)
    {
        long ended = Stopwatch.GetTimestamp();
        _links.Run(_watchers, () =>
            (_watchers.Counts.Accepted + _watchers.Counts.Refused >= posted && _watchers.HaveAllHeard)
            || Stopwatch.GetElapsedTime(ended) > LastDeliveriesWithin);
    }
}
