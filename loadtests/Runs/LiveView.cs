using System.Globalization;
using Interactions.LoadTests.Driver;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Interactions.LoadTests.Runs;

/// <summary>What one sees while a run is under way: a table on a terminal, a line a second elsewhere. On standard error, like all progress.</summary>
internal sealed class LiveView(string scenario, Statistics statistics)
{
    private const string Blocks = "▁▂▃▄▅▆▇█";
    private const int SparkWidth = 40;

    private static readonly TimeSpan SayInterval = TimeSpan.FromSeconds(5);

    private readonly IAnsiConsole _console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

    /// <summary>Not through the console library: it would break lines where no terminal is.</summary>
    public static void Say(string line) => Console.Error.WriteLine(line);

    /// <summary>Waits for something, and says every few seconds how it stands.</summary>
    public static async Task Await(Task task, Func<string> state)
    {
        while (await Task.WhenAny(task, Task.Delay(SayInterval, TimeProvider.System)) != task) { Say(state()); }
        await task;
    }

    /// <summary>Shows each second until it is over.</summary>
    public async Task Show(Func<bool> isOver, Func<TimeSpan> remaining, Func<string> state)
    {
        using PeriodicTimer timer = new(TimeSpan.FromSeconds(1), TimeProvider.System);
        if (!_console.Profile.Out.IsTerminal)
        {
            while (!isOver() && await timer.WaitForNextTickAsync()) { Line(statistics.EndSecond(), remaining(), state()); }
            return;
        }
        await _console.Live(new Text("")).StartAsync(async view =>
        {
            while (!isOver() && await timer.WaitForNextTickAsync())
            {
                Second second = statistics.EndSecond();
                view.UpdateTarget(Table(second, remaining(), state()));
            }
        });
    }

    internal static string Sparkline(IEnumerable<double> values)
    {
        double[] last = [.. values.TakeLast(SparkWidth)];
        double most = last.DefaultIfEmpty(0).Max();
        return new string([.. last.Select(value => most <= 0 ? Blocks[0] : Blocks[(int)Math.Round(value / most * (Blocks.Length - 1))])]);
    }

    private static void Line(Second second, TimeSpan remaining, string state) => Console.Error.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{second.At,5} s  {second.Failed,6:N0} failed/s  {second.Ok,8:N0} ok/s  p50 {second.P50} ms  p99 {second.P99} ms  "
        + $"{second.Deliveries,9:N0} screens/s  {Math.Ceiling(Math.Max(0, remaining.TotalSeconds)):N0} s left  {state}"));

    private Table Table(Second second, TimeSpan remaining, string state)
    {
        Table table = new Table().Border(TableBorder.Rounded).Title(Markup.Escape($"{scenario}   {remaining:mm\\:ss} left   {state}"));
        foreach (string head in new[] { "step", "failed", "ok", "p50 ms", "p95 ms", "p99 ms", "p99.9 ms" })
        {
            table.AddColumn(new TableColumn(head) { Alignment = head == "step" ? Justify.Left : Justify.Right });
        }
        foreach ((string name, StepStatistics step) in statistics.Steps) { Row(table, name, step.Failed, step.Ok, step.Latency.Percentiles()); }
        if (statistics.Freshness.Count > 0) { Row(table, "publish to screen", 0, statistics.Freshness.Count, statistics.Freshness.Percentiles()); }
        table.Caption(Markup.Escape(
            $"{second.Failed:N0} failed/s  {second.Ok:N0} ok/s  {Sparkline(statistics.Seconds.Select(past => (double)past.Ok))}"));
        return table;
    }

    private static void Row(Table table, string name, long failed, long ok, Percentiles latency)
    {
        IRenderable[] cells =
        [
            new Text(name), new Text($"{failed:N0}", failed > 0 ? new Style(Color.Red) : Style.Plain), new Text($"{ok:N0}"),
            new Text($"{latency.P50}"), new Text($"{latency.P95}"), new Text($"{latency.P99}"), new Text($"{latency.P999}"),
        ];
        table.AddRow(cells);
    }
}
