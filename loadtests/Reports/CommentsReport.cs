namespace Interactions.LoadTests.Reports;

/// <summary>What a run of comments found: speeds without the warm-up, counts with it.</summary>
/// <param name="CpuUsPerDelivery">User and system time of the server process per delivery, microseconds.</param>
/// <param name="Delivered">Comments that reached viewers, summed over viewers.</param>
/// <param name="Omitted">Comments that viewers were told were left out, summed over viewers.</param>
/// <param name="Stored">The episode's comments at the end; null for the baseline, which keeps none.</param>
internal sealed record CommentsReport(
    string Name,
    int Viewers,
    int Rate,
    double Seconds,
    double DeliveriesPerSecond,
    double FramesPerSecond,
    Latencies LatencyMs,
    double? CpuUsPerDelivery,
    double? Cores,
    long? PeakMemoryMb,
    long Posted,
    long Accepted,
    long Refused,
    string? FirstRefusal,
    long Delivered,
    long Omitted,
    long Gaps,
    long Repeats,
    long? Stored = null) : IReport
{
    /// <summary>Every accepted comment reached every viewer or was declared, and is stored.</summary>
    public bool Holds => Accepted + Refused == Posted && Delivered + Omitted == Accepted * Viewers && (Stored ?? Accepted) == Accepted;

    public IEnumerable<string> Lines()
    {
        yield return $"{Name}: {DeliveriesPerSecond:N0} deliveries/s to {Viewers:N0} viewers at {Rate:N0} comments/s";
        yield return $"  from the intended sending to each viewer: {LatencyMs}";
        yield return $"  {FramesPerSecond:N0} frames/s, {DeliveriesPerSecond / FramesPerSecond:N1} comments a frame";
        if (CpuUsPerDelivery is { } cpu)
        {
            yield return $"  server: {cpu:N2} us of CPU a delivery, {Cores:N2} cores, peak memory {PeakMemoryMb:N0} MB";
        }
        yield return $"  {Accepted:N0} of {Posted:N0} accepted, {Gaps:N0} gaps, {Repeats:N0} repeats";
        if (Refused > 0) { yield return $"  refused: {Refused:N0}, the first: {FirstRefusal}"; }
        yield return Holds
            ? $"  exact: delivered {Delivered:N0} + declared omitted {Omitted:N0} = accepted x viewers"
            : $"  NOT EXACT: delivered {Delivered:N0} + declared omitted {Omitted:N0} of {Accepted * Viewers:N0}; stored {Stored}";
    }
}
