using System.Diagnostics;
using Interactions.LoadTests.Reports;

namespace Interactions.LoadTests.Targets;

/// <summary>All targets of the product, side by side with the stock hub, in one run on one machine.</summary>
internal static class TargetRun
{
    /// <summary>The numbers that there are.</summary>
    public static readonly int[] Numbers = [.. Enumerable.Range(1, 10)];

    private static readonly Func<TargetPlan, Task<IEnumerable<TargetResult>>>[] Parts =
        [ThousandViewers.Run, NineThousandViewers.Run, DurableLikes.Run, OneGrain.Run, Sizes.Run];

    /// <summary>Measures, and writes <paramref name="plots"/> and the Markdown beside the JSON.</summary>
    public static async Task<int> Execute(TargetPlan plan, FileInfo? json, DirectoryInfo? plots)
    {
        (Machine machine, DateTimeOffset at, long began) = (Machine.Describe(), TimeProvider.System.GetUtcNow(), Stopwatch.GetTimestamp());
        List<TargetResult> results = [];
        foreach (Func<TargetPlan, Task<IEnumerable<TargetResult>>> part in Parts)
        {
            results.AddRange(await part(plan));
            TargetPlan.Say($"— {Stopwatch.GetElapsedTime(began).TotalSeconds:N0} s —");
        }
        results.Sort((a, b) => a.Number.CompareTo(b.Number));
        string table = TargetTable.Of(machine, at, results);
        if (plots is not null) { TargetPlots.Write(plots, results); }
        int code = ReportOutput.Write(json, [.. results]);
        if (json is not null) { await File.WriteAllTextAsync(Path.ChangeExtension(json.FullName, ".md"), table); }
        Console.WriteLine();
        Console.WriteLine(table);
        return code;
    }
}
