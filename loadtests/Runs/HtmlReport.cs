using System.Globalization;
using System.Net;
using System.Text;
using Interactions.LoadTests.Driver;

namespace Interactions.LoadTests.Runs;

/// <summary>The report as one file that needs nothing else: it opens offline, prints, and follows the reader's dark mode.</summary>
internal static class HtmlReport
{
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    public static string Of(RunReport report)
    {
        StringBuilder page = new();
        page.Append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">");
        page.Append(Plain, $"<title>{Text(report.Scenario)}: {Text(report.Verdict)}</title><style>{Resource("report.css")}</style></head><body>");
        Head(page, report);
        Promises(page, report);
        Charted(page, report);
        Latencies(page, report);
        Drops(page, report);
        ServerSide(page, report);
        Circumstances(page, report);
        page.Append(Plain, $"<textarea id=\"markdown\" readonly>{Text(MarkdownReport.Of(report))}</textarea>");
        page.Append(Plain, $"<script>{Resource("report.js")}</script></body></html>");
        return page.ToString();
    }

    internal static string Text(string text) => WebUtility.HtmlEncode(text);

    internal static string Resource(string name)
    {
        using Stream stream = typeof(HtmlReport).Assembly.GetManifestResourceStream(name)!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }

    private static void Head(StringBuilder page, RunReport report)
    {
        string mood = report.ExitCode != 0 ? "bad" : report.ClientLimit is null ? "good" : "";
        page.Append(Plain, $"<h1>{Text(report.Scenario)} <span class=\"soft\">({Text(report.Profile)})</span></h1>");
        page.Append(Plain, $"<p class=\"soft\">{Text(report.Sentence)}</p>");
        page.Append(Plain, $"<div class=\"verdict {mood}\">{Text(Sentence(report.Verdict))} Exit code {report.ExitCode}.</div>");
        if (report.EndedEarly is { } early) { page.Append(Plain, $"<p class=\"bad\">The load ended early: {Text(early)}</p>"); }
        if (report.ClientLimit is { } limit) { page.Append(Plain, $"<p class=\"wait\">Limited by the client. {Text(limit)}</p>"); }
        page.Append(CultureInfo.InvariantCulture,
            $"<p>{report.OkPerSecond:N0} ok/s · {report.Failed:N0} failed · {report.Connections:N0} connections · {report.Seconds} s · ");
        page.Append(Plain, $"{report.BeganAt:yyyy-MM-dd HH:mm:ss} UTC</p><p><button id=\"copy\">Copy as Markdown</button></p>");
    }

    private static void Promises(StringBuilder page, RunReport report)
    {
        Table(page, "Promises", ["promise", "", "sums"], report.Findings.Select(finding => new[]
        {
            Text(finding.Promise), Mark(finding.Holds), Text(finding.Detail),
        }), left: true);
        Table(page, "Thresholds", ["threshold", "", "measured", "limit"], report.Thresholds.Select(limit => new[]
        {
            Text(limit.Name), Mark(limit.Holds), RunOutput.Measured(limit), limit.Limit.ToString(CultureInfo.InvariantCulture),
        }));
    }

    private static void Charted(StringBuilder page, RunReport report)
    {
        int[] seconds = [.. report.Timeline.Select(second => second.At)];
        double[] Each(Func<Second, double> value) => [.. report.Timeline.Select(value)];
        page.Append("<h2>Over time</h2>");
        page.Append(Charts.Over("Calls", "per second", seconds, [new Series("ok", "a", Each(second => second.Ok))],
            new Series("failed", "fail", Each(second => second.Failed))));
        page.Append(Charts.Over(report.IsFromIntendedTimes ? "Latency from the intended time" : "Latency", "ms", seconds,
            [new Series("p50", "a", Each(second => second.P50)), new Series("p99", "b", Each(second => second.P99))]));
        if (report.FreshnessMs.Count == 0) { return; }
        page.Append(Charts.Over("Comments on screens", "per second", seconds, [new Series("deliveries", "a", Each(second => second.Deliveries))]));
        page.Append("<h2>Publish to screen</h2>");
        page.Append(Charts.Histogram(
            "How long comments took to each screen", [.. report.Fanout.Select(bin => Label(bin.UpToMs))],
            [.. report.Fanout.Select(bin => bin.Count)]));
    }

    private static string Label(double? upToMs) => upToMs switch
    {
        null => "more",
        >= 1_000 => string.Create(Plain, $"{upToMs / 1_000:0.#} s"),
        _ => string.Create(Plain, $"{upToMs:0} ms"),
    };

    private static void Latencies(StringBuilder page, RunReport report)
    {
        IEnumerable<(string Name, Percentiles Ms)> rows = report.Steps.Select(step => (step.Name, step.LatencyMs));
        if (report.FreshnessMs.Count > 0) { rows = rows.Append(("publish to screen", report.FreshnessMs)); }
        if (report.LatenessMs.Count > 0) { rows = rows.Append(("the driver's own lateness", report.LatenessMs)); }
        Table(page, "Latency by step, ms", ["step", "count", "mean", "p50", "p75", "p90", "p95", "p99", "p99.9", "max"], rows.Select(row => new[]
        {
            Text(row.Name), $"{row.Ms.Count:N0}", $"{row.Ms.Mean}", $"{row.Ms.P50}", $"{row.Ms.P75}", $"{row.Ms.P90}", $"{row.Ms.P95}",
            $"{row.Ms.P99}", $"{row.Ms.P999}", $"{row.Ms.Max}",
        }));
        page.Append(Plain, $"<p class=\"soft\">Counted from the time at which a call {(report.IsFromIntendedTimes ? "was meant to begin" : "began")}, without the warm-up.</p>");
    }

    private static void Drops(StringBuilder page, RunReport report)
    {
        string[][] drops = [.. BothSides.Drops(report).Select(row => Array.ConvertAll(row, Text))];
        if (drops.Length == 0) { page.Append("<h2>Failures and drops by reason</h2><p>None.</p>"); }
        else { Table(page, "Failures and drops by reason", ["counted by", "what", "reason", "count"], drops, left: true); }
    }

    private static void ServerSide(StringBuilder page, RunReport report)
    {
        if (report.Server.Length == 0)
        {
            page.Append("<h2>The server's own figures</h2><p class=\"soft\">/metrics did not answer.</p>");
            return;
        }
        Table(page, "Client and server", ["step", "ok, client", "ok, server", "failed, client", "refused, server"],
            BothSides.Steps(report).Select(row => Array.ConvertAll(row, Text)));
        if (BothSides.Cores(report) is { } cores)
        {
            page.Append(Plain, $"<p>CPU: the gateway used {cores} cores on average, this program {report.Use.Cores}.</p>");
        }
        Table(page, "The server's own figures, during the run", ["figure", "before", "after", "change"], report.Server.Select(figure => new[]
        {
            Text(figure.Name), $"{figure.Before:#,0.###}", $"{figure.After:#,0.###}", $"{figure.Change:#,0.###}",
        }));
    }

    private static void Circumstances(StringBuilder page, RunReport report) => Table(page, "Where", [],
    [
        ["target", Text(report.Target)],
        ["machine of the driver", Text(
            $"{report.Machine.Processor}, {report.Machine.CoreCount} cores, {report.Machine.MemoryMb:N0} MB, {report.Machine.Kernel}")],
        ["versions", Text($"load tests {report.ProductVersion}, {report.Machine.Runtime}, driver: {report.Driver}")],
        ["the driver's limits here", Text($"{report.Limits}; used {report.Use.Cores} cores, the wire was busy {report.Use.WireShare:P0} of the time")],
    ], left: true);

    private static void Table(StringBuilder page, string title, string[] heads, IEnumerable<string[]> rows, bool left = false)
    {
        string kind = left ? " class=\"left\"" : "";
        page.Append(Plain, $"<h2>{title}</h2><div class=\"scroll\"><table>");
        if (heads.Length > 0) { page.Append(Plain, $"<thead><tr>{string.Concat(heads.Select(head => $"<th{kind}>{head}</th>"))}</tr></thead>"); }
        foreach (string[] row in rows) { page.Append(Plain, $"<tr>{string.Concat(row.Select(cell => $"<td{kind}>{cell}</td>"))}</tr>"); }
        page.Append("</table></div>");
    }

    private static string Mark(bool? holds) => holds switch
    {
        true => "<span class=\"good\">✓ holds</span>",
        false => "<span class=\"bad\">✗ broken</span>",
        null => "<span class=\"wait\">? not checked</span>",
    };

    private static string Sentence(string verdict) => char.ToUpperInvariant(verdict[0]) + verdict[1..] + ".";
}
