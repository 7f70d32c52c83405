using Interactions.LoadTests.Driver;
using Interactions.LoadTests.Viewers;

namespace Interactions.LoadTests.Runs;

/// <summary>How busy the driver itself was: figures of a driver that was too busy say something about the driver.</summary>
/// <param name="Cores">Cores that the process used on average.</param>
/// <param name="WireShare">The part of the time in which the one thread that reads all connections had work.</param>
internal sealed record DriverUse(double Cores, double WireShare)
{
    /// <summary>Iterations that begin later than this are noticed in the latencies that a run shows.</summary>
    private const double LateMs = 20;

    private const double BusyShare = 0.9;

    /// <summary>What fails here before it reaches a gateway.</summary>
    internal static readonly string[] OwnFailures = [LoadLoop.Full, Exchange.NoFile, Exchange.NoPort];

    /// <summary>What it says about a run that was limited by its client; null when it was not.</summary>
    /// <param name="latenessMs">The 99th percentile of how late iterations began.</param>
    /// <param name="failures">All failed calls by reason.</param>
    public string? Limit(double latenessMs, IEnumerable<KeyValuePair<string, long>> failures)
    {
        List<string> signs =
        [
            .. failures.Where(failure => OwnFailures.Contains(failure.Key)).GroupBy(failure => failure.Key, failure => failure.Value)
                .Select(failure => $"{failure.Sum():N0} calls failed in the driver: {failure.Key}."),
        ];
        if (latenessMs > LateMs) { signs.Add($"Iterations began late: p99 {latenessMs} ms after their intended times."); }
        if (WireShare > BusyShare) { signs.Add($"The thread that reads all connections was busy {WireShare:P0} of the time."); }
        if (Cores > BusyShare * Environment.ProcessorCount)
        {
            signs.Add($"This process used {Cores:N2} of the {Environment.ProcessorCount} cores that it may use.");
        }
        return signs.Count == 0 ? null
            : string.Join(' ', signs) + " Latencies contain this delay. Use fewer viewers, another machine, or several.";
    }
}
