using Interactions.LoadTests.Driver;
using Interactions.LoadTests.Reports;

namespace Interactions.LoadTests.Runs;

/// <summary>Two runs side by side: what changed, and by how much.</summary>
internal static class RunComparison
{
    public static int Print(FileInfo first, FileInfo second)
    {
        foreach (string line in Lines(RunOutput.Read(first), RunOutput.Read(second))) { Console.WriteLine(line); }
        return 0;
    }

    internal static IEnumerable<string> Lines(RunReport a, RunReport b)
    {
        yield return $"{"",-34} {"A",14} {"B",14} {"B / A",8}";
        if (a.Scenario != b.Scenario || a.Profile != b.Profile)
        {
            yield return $"NOT THE SAME LOAD: {a.Scenario} ({a.Profile}) and {b.Scenario} ({b.Profile})";
        }
        Machine quietA = a.Machine with { Nice = 0, LoadAverage = "" }, quietB = b.Machine with { Nice = 0, LoadAverage = "" };
        if (quietA != quietB) { yield return "NOT THE SAME MACHINE: ratios of times say little"; }
        // One counts latency from when an iteration was meant to begin, the other from when it began.
        if (a.Driver != b.Driver) { yield return $"NOT THE SAME DRIVER: {a.Driver} and {b.Driver}; latencies do not compare"; }
        yield return $"{"verdict",-34} {"exit " + a.ExitCode,14} {"exit " + b.ExitCode,14}";
        yield return Row("ok/s", a.OkPerSecond, b.OkPerSecond);
        yield return Row("failed", a.Failed, b.Failed);
        foreach (string line in Alone(a, b, "A").Concat(Alone(b, a, "B"))) { yield return line; }
        foreach (StepReport step in a.Steps)
        {
            if (b.Steps.FirstOrDefault(other => other.Name == step.Name) is not { } same) { continue; }
            foreach (string line in Latency(step.Name, step.LatencyMs, same.LatencyMs)) { yield return line; }
        }
        if (a.FreshnessMs.Count > 0 && b.FreshnessMs.Count > 0)
        {
            foreach (string line in Latency("publish to screen", a.FreshnessMs, b.FreshnessMs)) { yield return line; }
        }
    }

    private static IEnumerable<string> Alone(RunReport a, RunReport b, string name) =>
        a.Steps.Select(step => step.Name).Except(b.Steps.Select(step => step.Name)).Select(step => $"only in {name}: {step}");

    private static IEnumerable<string> Latency(string name, Percentiles a, Percentiles b) =>
        [Row($"{name} p50 ms", a.P50, b.P50), Row($"{name} p99 ms", a.P99, b.P99), Row($"{name} p99.9 ms", a.P999, b.P999)];

    private static string Row(string name, double a, double b) =>
        $"{name,-34} {a,14:#,0.##} {b,14:#,0.##} {(a > 0 ? $"{b / a:0.00}" : "–"),8}";
}
