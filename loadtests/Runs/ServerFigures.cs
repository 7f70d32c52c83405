using System.Globalization;
using System.Text.RegularExpressions;

namespace Interactions.LoadTests.Runs;

/// <summary>A row of the gateway's <c>/metrics</c>: before the load, and after it.</summary>
internal sealed record ServerFigure(string Name, double Before, double After)
{
    public double Change => After - Before;
}

/// <summary>Reads Prometheus' text format, as far as our meter and a few gauges of the runtime go.</summary>
internal static partial class ServerFigures
{
    private static readonly string[] Kept =
        ["interactions_", "dotnet_gc_last_collection_memory_committed_size", "dotnet_process_cpu_time", "signalr_server_active_connections"];

    /// <summary>Sums by name and labels; buckets of histograms are left out.</summary>
    public static Dictionary<string, double> Parse(string text)
    {
        Dictionary<string, double> figures = new(StringComparer.Ordinal);
        foreach (string line in text.Split('\n'))
        {
            Match row = Row().Match(line);
            if (!row.Success || !Kept.Any(kept => line.StartsWith(kept, StringComparison.Ordinal))) { continue; }
            string name = row.Groups["name"].Value;
            if (name.EndsWith("_bucket", StringComparison.Ordinal)) { continue; }
            string labels = string.Join(",", Label().Matches(row.Groups["labels"].Value)
                .Where(label => !label.Value.StartsWith("otel_", StringComparison.Ordinal)).Select(label => label.Value));
            string key = labels.Length == 0 ? name : $"{name}{{{labels}}}";
            if (double.TryParse(row.Groups["value"].Value, CultureInfo.InvariantCulture, out double value))
            {
                figures[key] = figures.GetValueOrDefault(key) + value;
            }
        }
        return figures;
    }

    /// <summary>What changed between two readings.</summary>
    public static ServerFigure[] Compare(string? before, string? after)
    {
        if (after is null) { return []; }
        Dictionary<string, double> then = Parse(before ?? ""), now = Parse(after);
        return [.. now.OrderBy(row => row.Key, StringComparer.Ordinal)
            .Select(row => new ServerFigure(row.Key, then.GetValueOrDefault(row.Key), row.Value)).Where(row => row.Change != 0)];
    }

    [GeneratedRegex(@"^(?<name>[a-zA-Z_:][\w:]*)(\{(?<labels>.*)\})? (?<value>\S+)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Row();

    [GeneratedRegex("""\w+="[^"]*""" + "\"", RegexOptions.NonBacktracking)]
    private static partial Regex Label();
}
