namespace Interactions.LoadTests.Driver;

/// <summary>What became of a step's calls.</summary>
internal sealed class StepStatistics
{
    public Distribution Latency { get; private init; } = new();

    public long Ok { get; set; }

    public long Failed => Failures.Values.Sum();

    public SortedDictionary<string, long> Failures { get; private init; } = new(StringComparer.Ordinal);

    /// <summary>As it stands, for readers: the load goes on counting.</summary>
    public StepStatistics Copy() => new() { Latency = Latency, Ok = Ok, Failures = new SortedDictionary<string, long>(Failures, StringComparer.Ordinal) };
}

/// <summary>A second of a run.</summary>
internal sealed record Second(int At, long Ok, long Failed, double P50, double P99, long Deliveries);

/// <summary>The figures of a run: latency and failures by step, and how each second went. Safe to use from several threads.</summary>
internal sealed class Statistics(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, StepStatistics> _steps = new(StringComparer.Ordinal);
    private readonly List<Second> _seconds = [];
    private readonly Distribution _current = new();
    private long _beganAt;
    private (long Ok, long Failed) _sums;
    private long _deliveries;
    private (long Ok, long Failed, long Deliveries) _shown;

    /// <summary>From publishing (as intended) to a viewer's screen.</summary>
    public Distribution Freshness { get; } = new();

    /// <summary>How much later than intended iterations began: what the driver itself added.</summary>
    public Distribution Lateness { get; } = new();

    public TimeSpan Elapsed => _beganAt == 0 ? TimeSpan.Zero : clock.GetElapsedTime(_beganAt);

    public (long Ok, long Failed, long Deliveries) Sums
    {
        get { lock (_gate) { return (_sums.Ok, _sums.Failed, Interlocked.Read(ref _deliveries)); } }
    }

    public IReadOnlyList<Second> Seconds
    {
        get { lock (_gate) { return [.. _seconds]; } }
    }

    public IReadOnlyDictionary<string, StepStatistics> Steps
    {
        get
        {
            lock (_gate)
            {
                Dictionary<string, StepStatistics> copies = _steps.ToDictionary(step => step.Key, step => step.Value.Copy());
                return new SortedDictionary<string, StepStatistics>(copies, StringComparer.Ordinal);
            }
        }
    }

    public void Begin() => _beganAt = clock.GetTimestamp();

    /// <param name="from">When the step was meant to begin.</param>
    /// <param name="warmUp">Counted, but without its latency.</param>
    public void Record(string step, Outcome outcome, long from, bool warmUp)
    {
        long us = (long)clock.GetElapsedTime(from).TotalMicroseconds;
        lock (_gate)
        {
            if (!_steps.TryGetValue(step, out StepStatistics? of)) { _steps[step] = of = new StepStatistics(); }
            if (outcome.Ok)
            {
                of.Ok++;
                _sums.Ok++;
                if (!warmUp) { of.Latency.Record(us); }
            }
            else
            {
                of.Failures[outcome.Reason!] = of.Failures.GetValueOrDefault(outcome.Reason!) + 1;
                _sums.Failed++;
            }
        }
        _current.Record(us);
    }

    /// <summary>A comment came to a screen.</summary>
    public void Delivered(long us)
    {
        Freshness.Record(us);
        Interlocked.Increment(ref _deliveries);
    }

    /// <summary>Ends a second of the timeline; called once a second.</summary>
    public Second EndSecond()
    {
        lock (_gate)
        {
            Percentiles latency = _current.Percentiles();
            _current.Reset();
            (long Ok, long Failed, long Deliveries) sums = (_sums.Ok, _sums.Failed, Interlocked.Read(ref _deliveries));
            Second second = new(
                (int)Math.Round(Elapsed.TotalSeconds), sums.Ok - _shown.Ok, sums.Failed - _shown.Failed, latency.P50, latency.P99,
                sums.Deliveries - _shown.Deliveries);
            _shown = sums;
            _seconds.Add(second);
            return second;
        }
    }

    /// <summary>Forgets distributions when the warm-up is over.</summary>
    public void EndWarmUp() => Freshness.Reset();
}
