using Interactions.LoadTests.Reports;

namespace Interactions.LoadTests.Targets;

/// <summary>The plots of a run, one SVG file each.</summary>
internal static class TargetPlots
{
    public static void Write(DirectoryInfo folder, IReadOnlyCollection<TargetResult> results)
    {
        folder.Create();
        void Save(string name, string svg) => File.WriteAllText(Path.Combine(folder.FullName, name + ".svg"), svg);
        TargetResult[] pairs = [.. results.Where(result => result.Runs.Length == 2 && result.Runs[0].Name == "baseline")];
        if (pairs.Length > 0)
        {
            Save("cpu", Bars("Server CPU a delivery", "µs", pairs, run => run.CpuUsPerDelivery ?? 0));
            Save("latency", Bars("From sending to the screen, p99", "ms", pairs, run => run.LatencyMs.P99));
        }
        if (results.FirstOrDefault(result => result.Number == 10) is { } sizes)
        {
            Save("viewers", Lines("What an audience of one room costs", "deliveries/s", "cores of the server", sizes, run => run.Rooms == 1,
                run => run.DeliveriesPerSecond, run => run.Cores ?? 0));
            Save("rooms", Lines("What 1,000 viewers cost in one and in many rooms", "rooms", "µs of server CPU a delivery", sizes,
                run => run.Viewers == 1_000, run => run.Rooms, run => run.CpuUsPerDelivery ?? 0));
        }
    }

    private static string Bars(string title, string unit, TargetResult[] pairs, Func<CommentsReport, double> figure) => Plot.Bars(
        title, unit, [.. pairs.Select(pair => $"{pair.Number}: {pair.Runs[0].Viewers:N0} × {pair.Runs[0].Rate:N0}/s")],
        [.. pairs.Select(pair => (figure(pair.Runs[0]), figure(pair.Runs[1])))]);

    private static string Lines(string title, string across, string up, TargetResult sizes, Func<CommentsReport, bool> chosen,
        Func<CommentsReport, double> x, Func<CommentsReport, double> y)
    {
        (double, double)[] Of(string name) => [.. sizes.Runs.Where(run => run.Name == name && chosen(run)).Select(run => (x(run), y(run)))];
        return Plot.Lines(title, across, up, Of("baseline"), Of("product"));
    }
}
