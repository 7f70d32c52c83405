using System.Diagnostics;
using Interactions.LoadTests.Driver;

namespace Interactions.LoadTests.Runs;

/// <summary>Compares what was measured with what the profile allows.</summary>
internal static class Thresholds
{
    /// <summary>Evaluates each.</summary>
    public static ThresholdReport[] Evaluate(IReadOnlyDictionary<string, double> limits, Statistics statistics, double seconds) =>
        [.. limits.Select(limit => Evaluate(limit.Key, limit.Value, statistics, seconds))];

    private static ThresholdReport Evaluate(string name, double limit, Statistics statistics, double seconds)
    {
        (long ok, long failed, _) = statistics.Sums;
        if (name == "failureShare") { return AtMost(name, limit, Math.Round(failed / Math.Max(1.0, ok + failed), 5)); }
        if (name == "okPerSecondMin")
        {
            double rate = Math.Round(ok / Math.Max(1, seconds), 1);
            return new ThresholdReport(name, limit, rate, rate >= limit);
        }
        // Profiles are read with names of this form only.
        (string of, string what) = name.Split('.') is [var first, var second] ? (first, second) : throw new UnreachableException(name);
        Percentiles? measured = of == "freshness" ? statistics.Freshness.Percentiles()
            : statistics.Steps.TryGetValue(of, out StepStatistics? step) ? step.Latency.Percentiles() : null;
        // Nothing measured is not fast.
        if (measured is not { Count: > 0 }) { return new ThresholdReport(name, limit, double.MaxValue, Holds: false); }
        return AtMost(name, limit, what switch
        {
            "p50Ms" => measured.P50,
            "p95Ms" => measured.P95,
            "p99Ms" => measured.P99,
            "p999Ms" => measured.P999,
            "maxMs" => measured.Max,
            _ => throw new UnreachableException(name),
        });
    }

    private static ThresholdReport AtMost(string name, double limit, double measured) => new(name, limit, measured, measured <= limit);
}
