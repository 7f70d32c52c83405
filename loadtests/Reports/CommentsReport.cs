using Interactions.LoadTests.Comments;

namespace Interactions.LoadTests.Reports;

/// <summary>What a run of comments found: speeds without the warm-up, counts with it.</summary>
/// <param name="Rate">Comments per second in all.</param>
/// <param name="FramesPerSecond">Pushes that carry comments, to all viewers together.</param>
/// <param name="CpuUsPerDelivery">User and system time of the server process per delivery, microseconds.</param>
/// <param name="Cores">How many cores the server used on average.</param>
/// <param name="ClientCores">How many cores this program used: with one core, a run near 1 was limited by the client.</param>
/// <param name="MemoryMb">What was resident at the end.</param>
/// <param name="Stored">The episode's comments at the end; null for the baseline, which keeps none.</param>
internal sealed record CommentsReport(
    string Name,
    int Viewers,
    int Rooms,
    int Rate,
    double Seconds,
    double DeliveriesPerSecond,
    double FramesPerSecond,
    Latencies LatencyMs,
    double? CpuUsPerDelivery,
    double? Cores,
    double ClientCores,
    long? MemoryMb,
    long? PeakMemoryMb,
    long Posted,
    WatchCounts Counts,
    string? FirstRefusal,
    long? Stored) : IReport
{
    /// <summary>Every accepted comment reached every viewer or was declared, and is stored.</summary>
    public bool Holds => Counts.Accepted + Counts.Refused == Posted && Counts.Delivered + Counts.Omitted == Counts.Due
        && (Stored ?? Counts.Accepted) == Counts.Accepted;

    public double CommentsPerFrame => FramesPerSecond > 0 ? Math.Round(DeliveriesPerSecond / FramesPerSecond, 1) : 0;

    public IEnumerable<string> Lines()
    {
        string rooms = Rooms > 1 ? $" in {Rooms:N0} rooms" : "";
        yield return $"{Name}: {DeliveriesPerSecond:N0} deliveries/s to {Viewers:N0} viewers{rooms} at {Rate:N0} comments/s";
        yield return $"  from the intended sending to each viewer: {LatencyMs}";
        yield return $"  {FramesPerSecond:N0} frames/s, {CommentsPerFrame:N1} comments a frame; the client used {ClientCores:N2} cores";
        if (CpuUsPerDelivery is { } cpu)
        {
            yield return $"  server: {cpu:N2} us of CPU a delivery, {Cores:N2} cores, memory {MemoryMb:N0} MB, at most {PeakMemoryMb:N0} MB";
        }
        yield return $"  {Counts.Accepted:N0} of {Posted:N0} accepted, {Counts.Gaps:N0} gaps, {Counts.Repeats:N0} repeats";
        if (Counts.Refused > 0) { yield return $"  refused: {Counts.Refused:N0}, the first: {FirstRefusal}"; }
        yield return Holds
            ? $"  exact: delivered {Counts.Delivered:N0} + declared omitted {Counts.Omitted:N0} = accepted x viewers"
            : $"  NOT EXACT: delivered {Counts.Delivered:N0} + declared omitted {Counts.Omitted:N0} of {Counts.Due:N0}; stored {Stored}";
    }
}
