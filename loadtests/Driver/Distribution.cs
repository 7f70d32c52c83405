using HdrHistogram;

namespace Interactions.LoadTests.Driver;

/// <summary>Durations in microseconds with three digits, up to ten minutes. Safe to use from several threads.</summary>
internal sealed class Distribution
{
    private const long Longest = 600_000_000;

    private readonly Lock _gate = new();
    private readonly LongHistogram _values = new(Longest, 3);

    public long Count
    {
        get { lock (_gate) { return _values.TotalCount; } }
    }

    /// <param name="us">Longer ones count as ten minutes.</param>
    public void Record(long us)
    {
        lock (_gate) { _values.RecordValue(Math.Clamp(us, 0, Longest)); }
    }

    /// <summary>Takes in all of another one, as if its values had been recorded here.</summary>
    public void Add(Distribution other)
    {
        LongHistogram copy = new(Longest, 3);
        lock (other._gate) { copy.Add(other._values); }
        lock (_gate) { _values.Add(copy); }
    }

    public void Reset()
    {
        lock (_gate) { _values.Reset(); }
    }

    public Percentiles Percentiles()
    {
        lock (_gate)
        {
            return _values.TotalCount == 0 ? new Percentiles(0, 0, 0, 0, 0, 0, 0, 0, 0) : new Percentiles(
                _values.TotalCount, Ms(_values.GetMean()), At(50), At(75), At(90), At(95), At(99), At(99.9), At(100));
        }
    }

    /// <summary>How many lie in each of the given bins; the last one takes the rest.</summary>
    public long[] Bins(IReadOnlyList<double> upperMs)
    {
        long[] counts = new long[upperMs.Count + 1];
        lock (_gate)
        {
            foreach (var value in _values.RecordedValues())
            {
                double ms = value.ValueIteratedTo / 1000.0;
                int bin = 0;
                while (bin < upperMs.Count && ms > upperMs[bin]) { bin++; }
                counts[bin] += value.CountAddedInThisIterationStep;
            }
        }
        return counts;
    }

    private double At(double percentile) => Ms(_values.GetValueAtPercentile(percentile));

    private static double Ms(double us) => Math.Round(us / 1000, 2);
}

/// <summary>A distribution in milliseconds.</summary>
internal sealed record Percentiles(
    long Count, double Mean, double P50, double P75, double P90, double P95, double P99, double P999, double Max)
{
    public override string ToString() => Count == 0 ? "no latency measured" : $"p50 {P50} ms, p95 {P95}, p99 {P99}, p99.9 {P999}, max {Max}";
}
