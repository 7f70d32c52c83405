using System.Diagnostics.Metrics;

namespace Interactions.Silo.Operations;

/// <summary>All instruments of a silo, one intention-named method each. No instrument carries an id as a label.</summary>
internal sealed class SiloTelemetry
{
    public const string MeterName = "Interactions";

    /// <summary>From a tenth of a millisecond, an idle local disk, to the patience of a caller.</summary>
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10],
    };

    private static readonly KeyValuePair<string, object?> Right = new("outcome", "right");
    private static readonly KeyValuePair<string, object?> Wrong = new("outcome", "wrong");
    private static readonly KeyValuePair<string, object?> Unfinished = new("outcome", "unfinished");

    private readonly Histogram<double> _appendDuration;
    private readonly Histogram<int> _segmentEntries;
    private readonly Histogram<double> _recoveryDuration;
    private readonly Histogram<double> _snapshotDuration;
    private readonly Counter<long> _checkpoints;
    private readonly Counter<long> _checkpointsAbandoned;
    private readonly Counter<long> _conflicts;
    private readonly Counter<long> _refusals;
    private readonly Counter<long> _audits;
    private readonly Counter<long> _drift;

    public SiloTelemetry(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _appendDuration = meter.CreateHistogram<double>("interactions.journal.append.duration", "s", "Until a segment is durable", advice: Seconds);
        _segmentEntries = meter.CreateHistogram<int>("interactions.journal.segment.entries", "{entry}", "Entries that shared one segment");
        _recoveryDuration = meter.CreateHistogram<double>("interactions.journal.recovery.duration", "s", "Reading a journal at activation", advice: Seconds);
        _snapshotDuration = meter.CreateHistogram<double>("interactions.journal.snapshot.duration", "s", "How long a grain stands still for a checkpoint", advice: Seconds);
        _checkpoints = meter.CreateCounter<long>("interactions.journal.checkpoints", "{checkpoint}", "Checkpoints that became valid");
        _checkpointsAbandoned = meter.CreateCounter<long>("interactions.journal.checkpoints.abandoned", "{checkpoint}", "Checkpoints given up");
        _conflicts = meter.CreateCounter<long>("interactions.journal.conflicts", "{conflict}", "Writes that met another activation's record");
        _refusals = meter.CreateCounter<long>("interactions.journal.refusals", "{entry}", "Entries refused because too many waited");
        _audits = meter.CreateCounter<long>("interactions.audits", "{audit}", "Hot episodes recounted by the silo itself");
        _drift = meter.CreateCounter<long>("interactions.audit.drift", "{count}", "By how much counters differed from the facts in audits");
    }

    public void OnSegmentDurable(TimeSpan duration, int entries)
    {
        _appendDuration.Record(duration.TotalSeconds);
        _segmentEntries.Record(entries);
    }

    public void OnRecovered(TimeSpan duration) => _recoveryDuration.Record(duration.TotalSeconds);

    public void OnSnapshotTaken(TimeSpan duration) => _snapshotDuration.Record(duration.TotalSeconds);

    public void OnCheckpoint() => _checkpoints.Add(1);

    public void OnCheckpointAbandoned() => _checkpointsAbandoned.Add(1);

    public void OnJournalConflict() => _conflicts.Add(1);

    public void OnJournalBusy() => _refusals.Add(1);

    public void OnAudited(long drift)
    {
        // Also a zero: an alarm needs the figure to be there before it is needed.
        _drift.Add(drift);
        _audits.Add(1, drift == 0 ? Right : Wrong);
    }

    public void OnAuditUnfinished() => _audits.Add(1, Unfinished);
}
