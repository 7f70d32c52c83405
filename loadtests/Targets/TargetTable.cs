using System.Globalization;
using System.Text;
using Interactions.LoadTests.Reports;

namespace Interactions.LoadTests.Targets;

/// <summary>The results as Markdown, to be pasted into <c>docs/performance.md</c>.</summary>
internal static class TargetTable
{
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    public static string Of(Machine machine, DateTimeOffset at, IReadOnlyCollection<TargetResult> results)
    {
        StringBuilder text = new();
        text.AppendLine(Plain, $"{machine.Processor}, {machine.CoreCount} cores, {machine.Kernel}, {machine.Runtime}; {at:yyyy-MM-dd HH:mm} UTC;")
            .AppendLine(Plain, $"server on one core and client on another, both at nice {machine.Nice}; load average at the start {machine.LoadAverage}.");
        text.AppendLine().AppendLine("| # | work | figure | stock | Interactions | ratio | target | |");
        text.AppendLine("|---|---|---|--:|--:|--:|---|---|");
        foreach (TargetResult result in results)
        {
            foreach (Mark mark in result.Marks)
            {
                bool first = ReferenceEquals(mark, result.Marks[0]);
                string verdict = mark.IsReached switch { true => "reached", false => "**missed**", null => "" };
                text.Append(Plain, $"| {(first ? result.Number : "")} | {(first ? result.Work : "")} | {mark.Figure} ");
                text.Append(Plain, $"| {Mark.Number(mark.Other)} | {Mark.Number(mark.Product)} | {Mark.Number(mark.Ratio)} ");
                text.AppendLine(Plain, $"| {mark.Asked} | {verdict} |");
            }
        }
        Runs(text, results);
        return text.ToString();
    }

    private static void Runs(StringBuilder text, IReadOnlyCollection<TargetResult> results)
    {
        if (results.All(result => result.Runs.Length == 0)) { return; }
        text.AppendLine().AppendLine("| # | run | frames/s | comments/s | comments a frame | p50 · p99 ms | server cores | client cores | server memory MB |");
        text.AppendLine("|---|---|--:|--:|--:|--:|--:|--:|--:|");
        foreach (TargetResult result in results)
        {
            foreach (CommentsReport run in result.Runs)
            {
                text.Append(Plain, $"| {result.Number} | {run.Name}, {run.Viewers:N0} viewers{(run.Rooms > 1 ? $" in {run.Rooms} rooms" : "")} ");
                text.Append(Plain, $"| {run.FramesPerSecond:N0} | {run.DeliveriesPerSecond:N0} | {run.CommentsPerFrame:N1} ");
                text.Append(Plain, $"| {Mark.Number(run.LatencyMs.P50)} · {Mark.Number(run.LatencyMs.P99)} ");
                text.AppendLine(Plain, $"| {run.Cores:N2} | {run.ClientCores:N2} | {run.MemoryMb:N0} |");
            }
        }
    }
}
