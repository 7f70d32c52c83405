using System.Globalization;
using System.Text;
using Interactions.LoadTests.Scenarios;

namespace Interactions.LoadTests.Runs;

/// <summary>The report for an e-mail or a chat.</summary>
internal static class MarkdownReport
{
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    public static string Of(RunReport report)
    {
        StringBuilder text = new();
        text.AppendLine(Plain, $"**{report.Scenario}** ({report.Profile}): {report.Verdict}, exit code {report.ExitCode}");
        text.Append(Plain, $"{report.OkPerSecond:N0} ok/s, {report.Failed:N0} failed, ");
        text.AppendLine(Plain, $"{report.Connections:N0} connections, {report.Seconds} s");
        text.AppendLine(Plain, $"{report.BeganAt:yyyy-MM-dd HH:mm:ss} UTC, {report.Target}");
        if (report.EndedEarly is not null) { text.AppendLine(Plain, $"Ended early: {report.EndedEarly}"); }
        if (report.ClientLimit is not null) { text.AppendLine(Plain, $"Limited by the client: {report.ClientLimit}"); }
        text.AppendLine().AppendLine("| step | ok | failed | p50 ms | p95 | p99 | p99.9 | max |").AppendLine("|---|--:|--:|--:|--:|--:|--:|--:|");
        foreach (StepReport step in report.Steps) { Row(text, step.Name, step.Ok, step.Failed, step.LatencyMs); }
        if (report.FreshnessMs.Count > 0) { Row(text, "publish to screen", report.FreshnessMs.Count, 0, report.FreshnessMs); }
        text.AppendLine();
        foreach (string[] drop in BothSides.Drops(report)) { text.AppendLine(Plain, $"- {drop[3]} x {drop[1]} {drop[2]} ({drop[0]})"); }
        foreach (ThresholdReport limit in report.Thresholds)
        {
            text.AppendLine(Plain, $"- {(limit.Holds ? "ok" : "OVER")}: {limit.Name} {RunOutput.Measured(limit)}, limit {limit.Limit}");
        }
        foreach (Finding finding in report.Findings)
        {
            string mark = finding.Holds switch { true => "ok", false => "BROKEN", null => "not checked" };
            text.AppendLine(Plain, $"- {mark}: {finding.Promise}. {finding.Detail}");
        }
        text.AppendLine();
        text.AppendLine(Plain, $"{report.Machine.Processor}, {report.Machine.CoreCount} cores; {report.Machine.Runtime}; load tests {report.ProductVersion}");
        return text.ToString();
    }

    private static void Row(StringBuilder text, string name, long ok, long failed, Driver.Percentiles ms) =>
        text.AppendLine(Plain, $"| {name} | {ok:N0} | {failed:N0} | {ms.P50} | {ms.P95} | {ms.P99} | {ms.P999} | {ms.Max} |");
}
