using Interactions.LoadTests.Driver;
using Interactions.LoadTests.Reports;
using Interactions.LoadTests.Scenarios;

namespace Interactions.LoadTests.Runs;

/// <summary>A step's row.</summary>
internal sealed record StepReport(string Name, long Ok, long Failed, Percentiles LatencyMs, IReadOnlyDictionary<string, long> Failures);

/// <summary>A threshold of the profile, and what was measured.</summary>
internal sealed record ThresholdReport(string Name, double Limit, double Measured, bool Holds);

/// <summary>How often deliveries took up to so many milliseconds; null for the rest.</summary>
internal sealed record BinReport(double? UpToMs, long Count);

/// <summary>All that a run found. The JSON report is this record.</summary>
/// <param name="EndedEarly">Why the load ended before its time; null when it did not.</param>
/// <param name="ClientLimit">How the driver itself limited the run; null when it did not.</param>
/// <param name="Use">How busy the driver was.</param>
/// <param name="Omitted">Comments that screens were told were left out.</param>
/// <param name="Lost">Connections that the gateway or the network closed.</param>
internal sealed record RunReport(
    int Version,
    string Scenario,
    string Sentence,
    string Profile,
    string Driver,
    string Target,
    DateTimeOffset BeganAt,
    double Seconds,
    int Connections,
    Machine Machine,
    string ProductVersion,
    DriverLimits Limits,
    DriverUse Use,
    string? EndedEarly,
    string? ClientLimit,
    Finding[] Findings,
    ThresholdReport[] Thresholds,
    StepReport[] Steps,
    Percentiles FreshnessMs,
    BinReport[] Fanout,
    Percentiles LatenessMs,
    Second[] Timeline,
    ServerFigure[] Server,
    long Omitted = 0,
    long Lost = 0)
{
    /// <summary>0: all promises kept and fast enough. 1: a promise was broken or could not be checked. 99: too slow, or too many refusals.</summary>
    public int ExitCode => Findings.Length == 0 || Findings.Any(finding => finding.Holds != true) ? 1
        : Thresholds.Any(limit => !limit.Holds) ? 99 : 0;

    public string Verdict => ExitCode switch
    {
        0 => "holds",
        1 when Findings.Any(finding => finding.Holds == false) => "a promise was broken",
        1 => "the promises could not be checked",
        _ => "a threshold was broken",
    };

    /// <summary>Other engines do not say when an iteration was meant to begin, so what they began late does not show.</summary>
    internal bool IsFromIntendedTimes => Driver == LoadLoop.DriverName;

    public long Ok => Steps.Sum(step => step.Ok);

    public long Failed => Steps.Sum(step => step.Failed);

    /// <summary>0 when the gateway went away before the load began.</summary>
    public double OkPerSecond => Seconds > 0 ? Ok / Seconds : 0;
}
