namespace Interactions.LoadTests.Runs;

/// <summary>What this program counted beside what the gateway's <c>/metrics</c> counted meanwhile: a difference is a question to ask.</summary>
internal static class BothSides
{
    private const string Operations = "interactions_operations_total{kind=\"";
    private const string Accepted = "refusal=\"none\"";

    private static readonly string[] Dropping =
    [
        "interactions_pulse_dropped", "interactions_pulse_skipped", "interactions_connections_shed", "interactions_connections_refused",
        "interactions_journal_refusals",
    ];

    /// <summary>Steps that the gateway counts as operations: the name, then accepted and refused, here and there.</summary>
    public static IEnumerable<string[]> Steps(RunReport report)
    {
        foreach (StepReport step in report.Steps)
        {
            ServerFigure[] there = [.. report.Server.Where(figure => figure.Name.StartsWith($"{Operations}{step.Name}\"", StringComparison.Ordinal))];
            if (there.Length == 0) { continue; }
            double all = there.Sum(figure => figure.Change), accepted = there.Where(IsAccepted).Sum(figure => figure.Change);
            yield return [step.Name, $"{step.Ok:N0}", $"{accepted:N0}", $"{step.Failed:N0}", $"{all - accepted:N0}"];
        }
    }

    /// <summary>All that did not go through or did not arrive, by reason and by who counted it: where, what, why, how often.</summary>
    public static IEnumerable<string[]> Drops(RunReport report)
    {
        foreach (StepReport step in report.Steps)
        {
            foreach ((string reason, long count) in step.Failures) { yield return ["client", step.Name, reason, $"{count:N0}"]; }
        }
        if (report.Omitted > 0) { yield return ["client", "comments on screens", "declared omitted", $"{report.Omitted:N0}"]; }
        if (report.Lost > 0) { yield return ["client", "connections", "closed by the other side", $"{report.Lost:N0}"]; }
        foreach (ServerFigure figure in report.Server.Where(IsDrop))
        {
            string[] parts = figure.Name.TrimEnd('}').Split('{');
            yield return ["server", parts[0], parts.Length > 1 ? parts[1] : "", $"{figure.Change:#,0.###}"];
        }
    }

    /// <summary>Cores that the gateway used on average; null when it does not say.</summary>
    public static double? Cores(RunReport report)
    {
        ServerFigure[] cpu = [.. report.Server.Where(figure => figure.Name.StartsWith("dotnet_process_cpu_time", StringComparison.Ordinal))];
        return cpu.Length == 0 ? null : Math.Round(cpu.Sum(figure => figure.Change) / report.Seconds, 2);
    }

    private static bool IsAccepted(ServerFigure figure) => figure.Name.Contains(Accepted, StringComparison.Ordinal);

    private static bool IsDrop(ServerFigure figure) => Dropping.Any(name => figure.Name.StartsWith(name, StringComparison.Ordinal))
        || (figure.Name.StartsWith(Operations, StringComparison.Ordinal) && !IsAccepted(figure));
}
