using System.Globalization;
using System.Text.Json;

namespace Interactions.LoadTests.Runs;

/// <summary>The report for the console and for files.</summary>
internal static class RunOutput
{
    private const int KnownVersion = 1;

    /// <summary>A file that lacks a part is no report: nothing that is missing counts as 0.</summary>
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    public static void Print(RunReport report)
    {
        foreach (string line in Lines(report)) { Console.WriteLine(line); }
    }

    /// <summary>Makes the folder, and finds out before a run whether its report can be written.</summary>
    public static void MustTake(DirectoryInfo folder)
    {
        string probe = Path.Combine(folder.FullName, ".probe");
        try
        {
            folder.Create();
            File.WriteAllText(probe, "");
            File.Delete(probe);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new LoadException($"--out '{folder.FullName}' takes no report: {fault.Message}", fault);
        }
    }

    /// <summary>Writes report.html, report.json, steps.csv and timeline.csv.</summary>
    public static void Write(RunReport report, DirectoryInfo folder)
    {
        folder.Create();
        string Path(string name) => System.IO.Path.Combine(folder.FullName, name);
        File.WriteAllText(Path("report.json"), JsonSerializer.Serialize(report, Json) + "\n");
        File.WriteAllText(Path("report.html"), HtmlReport.Of(report));
        File.WriteAllLines(Path("steps.csv"), Steps(report));
        File.WriteAllLines(Path("timeline.csv"), Timeline(report));
        Console.WriteLine($"Report: {Path("report.html")}");
    }

    public static RunReport Read(FileInfo file)
    {
        try
        {
            byte[] content = File.ReadAllBytes(file.FullName);
            RunReport report = JsonSerializer.Deserialize<RunReport>(content, Json) ?? throw new JsonException("it is empty.");
            return report.Version == KnownVersion ? report
                : throw new JsonException($"its version is {report.Version}, this program reads {KnownVersion}.");
        }
        catch (JsonException fault)
        {
            throw new LoadException($"'{file.FullName}' is no report.json of this program, or is damaged: {fault.Message}", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new LoadException($"'{file.FullName}' cannot be read: {fault.Message}", fault);
        }
    }

    internal static IEnumerable<string> Lines(RunReport report)
    {
        yield return $"{report.Scenario} ({report.Profile}): {report.Verdict.ToUpperInvariant()}";
        yield return $"  {report.OkPerSecond:N0} ok/s, {report.Failed:N0} failed, {report.Connections:N0} connections, {report.Seconds} s";
        if (report.EndedEarly is not null) { yield return $"  ENDED EARLY: {report.EndedEarly}"; }
        if (report.ClientLimit is not null) { yield return $"  LIMITED BY THE CLIENT: {report.ClientLimit}"; }
        foreach (StepReport step in report.Steps)
        {
            yield return $"  {step.Name}: {step.Ok:N0} ok, {step.Failed:N0} failed, {step.LatencyMs}";
            foreach ((string reason, long count) in step.Failures) { yield return $"    {count:N0} x {reason}"; }
        }
        if (report.FreshnessMs.Count > 0) { yield return $"  publish to screen: {report.FreshnessMs.Count:N0}, {report.FreshnessMs}"; }
        foreach (ThresholdReport limit in report.Thresholds)
        {
            yield return $"  {(limit.Holds ? "ok  " : "OVER")} {limit.Name}: {Measured(limit)}, limit {limit.Limit}";
        }
        foreach (Scenarios.Finding finding in report.Findings)
        {
            yield return $"  {finding.Holds switch { true => "ok    ", false => "BROKEN", null => "?     " }} {finding.Promise}: {finding.Detail}";
        }
    }

    internal static string Measured(ThresholdReport limit) =>
        limit.Measured == double.MaxValue ? "not measured" : limit.Measured.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<string> Steps(RunReport report) =>
    [
        "step,ok,failed,mean_ms,p50_ms,p75_ms,p90_ms,p95_ms,p99_ms,p999_ms,max_ms",
        .. report.Steps.Select(step => string.Create(CultureInfo.InvariantCulture,
            $"{step.Name},{step.Ok},{step.Failed},{step.LatencyMs.Mean},{step.LatencyMs.P50},{step.LatencyMs.P75},{step.LatencyMs.P90},"
            + $"{step.LatencyMs.P95},{step.LatencyMs.P99},{step.LatencyMs.P999},{step.LatencyMs.Max}")),
    ];

    private static IEnumerable<string> Timeline(RunReport report) =>
    [
        "second,ok,failed,p50_ms,p99_ms,deliveries",
        .. report.Timeline.Select(second => string.Create(
            CultureInfo.InvariantCulture, $"{second.At},{second.Ok},{second.Failed},{second.P50},{second.P99},{second.Deliveries}")),
    ];
}
