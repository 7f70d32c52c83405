using HdrHistogram;

namespace Interactions.LoadTests.Reports;

/// <summary>A distribution in milliseconds.</summary>
internal sealed record Latencies(double P50, double P90, double P99, double P999, double Max)
{
    /// <param name="histogram">In microseconds.</param>
    public static Latencies Of(HistogramBase histogram) => histogram.TotalCount == 0
        ? new Latencies(0, 0, 0, 0, 0)
        : new Latencies(At(histogram, 50), At(histogram, 90), At(histogram, 99), At(histogram, 99.9), At(histogram, 100));

    public override string ToString() => $"p50 {P50} ms, p90 {P90}, p99 {P99}, p99.9 {P999}, max {Max}";

    private static double At(HistogramBase histogram, double percentile) => Math.Round(histogram.GetValueAtPercentile(percentile) / 1000.0, 2);
}
