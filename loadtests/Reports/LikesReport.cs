namespace Interactions.LoadTests.Reports;

/// <summary>What a run of likes found.</summary>
/// <param name="Rate">Calls that were meant to be sent each second; null when each waited for the answer before it.</param>
/// <param name="Unanswered">Calls that never got an answer.</param>
/// <param name="CpuUsPerLike">User and system time of the server process per acknowledged like, microseconds.</param>
/// <param name="Cores">How many cores the server used on average.</param>
/// <param name="ClientCores">How many cores this program used.</param>
/// <param name="Tally">The server's counter at the end.</param>
/// <param name="Exact">Whether the counter is what was acknowledged; null where there is nothing to compare.</param>
internal sealed record LikesReport(
    string Name,
    int Connections,
    double? Rate,
    double Seconds,
    long Acknowledged,
    long Refused,
    string? FirstRefusal,
    int Unanswered,
    double PerSecond,
    Latencies LatencyMs,
    double? CpuUsPerLike,
    double? Cores,
    double ClientCores,
    long? MemoryMb,
    long? PeakMemoryMb,
    long? Tally,
    bool? Exact) : IReport
{
    public bool Holds => Exact != false && Unanswered == 0;

    public IEnumerable<string> Lines()
    {
        string asked = Rate is { } rate ? $", {rate:N0}/s were meant" : "";
        yield return $"{Name}: {PerSecond:N0} acknowledged likes/s over {Connections:N0} connections ({Acknowledged:N0} in {Seconds} s{asked})";
        yield return $"  time to the answer: {LatencyMs}; the client used {ClientCores:N2} cores";
        if (CpuUsPerLike is { } cpu)
        {
            yield return $"  server: {cpu:N1} us of CPU a like, {Cores:N2} cores, memory {MemoryMb:N0} MB, at most {PeakMemoryMb:N0} MB";
        }
        if (Refused > 0) { yield return $"  refused: {Refused:N0}, the first: {FirstRefusal}"; }
        if (Unanswered > 0) { yield return $"  NOT ANSWERED: {Unanswered:N0}"; }
        if (Exact is true) { yield return $"  exact: the tally says {Tally:N0}, as acknowledged"; }
        if (Exact is false) { yield return $"  NOT EXACT: the tally says {Tally:N0}"; }
    }
}
