using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Interactions.LoadTests.Servers;

namespace Interactions.LoadTests.Targets;

/// <summary>
/// Target 9: batches straight to one episode's grain, in its silo's process. This program speaks the public wire only, so an explicit test of the test
/// project measures it, as a process of its own on the first core.
/// </summary>
internal static partial class OneGrain
{
    private const string Tests = "Interactions.Tests";

    public static async Task<IEnumerable<TargetResult>> Run(TargetPlan plan)
    {
        if (!plan.Wants(9)) { return []; }
        string[] lines = await Measure(plan.Duration);
        double? rate = Figure(lines, Rate()), cpu = Figure(lines, Cpu());
        if (rate is null) { throw new LoadException($"The measurement of one grain failed:\n{string.Join('\n', lines.TakeLast(20))}"); }
        return
        [
            new TargetResult(9, "batches of 500 straight to one episode grain, SQLite, one core",
            [
                new("durable likes", "/s", null, rate, Goal.AtLeast, 500_000),
                new("CPU a like", "µs", null, cpu, Goal.Shown),
            ]),
        ];
    }

    private static async Task<string[]> Measure(TimeSpan duration)
    {
        string assembly = Server.Built(Tests);
        if (!File.Exists(assembly)) { throw new LoadException($"There is no '{assembly}'. Build it first: dotnet build tests -c Release"); }
        TargetPlan.Say("one grain, in its own process");
        string[] command =
        [
            .. ServerProcess.CanPin ? ["taskset", "-c", "0"] : Array.Empty<string>(), "dotnet", assembly,
            "--explicit", "only", "--filter-class", "*EpisodeSpeed", "--show-live-output", "on",
        ];
        ProcessStartInfo start = new(command[0], command[1..]) { RedirectStandardOutput = true };
        // As the gateway has it: on one core the runtime would not compile hot code well while it is busy.
        start.Environment["DOTNET_TC_CallCountingDelayMs"] = "0";
        start.Environment["EPISODE_SPEED_SECONDS"] = duration.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        using Process process = Process.Start(start)!;
        string text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return text.Split('\n');
    }

    private static double? Figure(string[] lines, Regex pattern) => lines.Select(line => pattern.Match(line)).FirstOrDefault(match => match.Success) is { } found
        ? double.Parse(found.Groups["figure"].ValueSpan, NumberStyles.Number, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"(?<figure>[\d,]+) durable likes/s", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Rate();

    [GeneratedRegex(@"(?<figure>[\d.]+) us of CPU a like", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Cpu();
}
