using System.CommandLine;
using Interactions.LoadTests.Reports;
using Interactions.LoadTests.Runs;
using Interactions.LoadTests.Servers;
using Interactions.LoadTests.Targets;

namespace Interactions.LoadTests.Compare;

/// <summary><c>compare</c>: product beside baseline, or one report beside another.</summary>
internal static class CompareCommands
{
    private static readonly Option<int[]> Only = new("--only")
    {
        Description = "The targets to measure, such as 1,3; all of them by default.",
        CustomParser = result =>
        {
            string[] parts = [.. result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries))];
            int[] numbers = [.. parts.Select(part => int.TryParse(part, out int number) ? number : 0)];
            if (numbers.Except(TargetRun.Numbers).Any()) { result.AddError($"--only takes numbers from 1 to {TargetRun.Numbers[^1]}, such as 1,3."); }
            return numbers;
        },
    };

    private static readonly Option<int> WarmUp = Options.Number(
        "--warm-up", "Seconds of load first on each server; with less the runtime still compiles while targets are measured.", 75, 0, 600);

    private static readonly Option<DirectoryInfo?> Plots = new("--plots") { Description = "Where the plots go, as SVG files." };

    public static Command All()
    {
        Argument<FileInfo[]> two = new("reports") { Arity = new ArgumentArity(0, 2), Description = "Two report.json to see side by side." };
        Command compare = new("compare", "Starts the baseline and the product as processes of their own, measures both, and prints the ratios.")
        {
            Likes(), Comments(), Targets(), two,
            Options.Gateway, Options.Connections, Options.Viewers, Options.Rate, Options.WarmUp, Options.Seconds, Options.Json,
        };
        compare.SetAction(async (parsed, _) => parsed.GetValue(two) switch
        {
            [var a, var b] => RunComparison.Print(a, b),
            [] or null => await Write(parsed, async () => [.. await MeasureLikes(parsed), .. await MeasureComments(parsed)]),
            _ => throw new LoadException(
                "compare takes two reports (compare A/report.json B/report.json), or none: then it measures the product and a stock hub."),
        });
        return compare;
    }

    private static Command Likes()
    {
        Command command = new("likes", "Likes on both.") { Options.Gateway, Options.Connections, Options.WarmUp, Options.Seconds, Options.Json };
        command.SetAction((parsed, _) => Write(parsed, () => MeasureLikes(parsed)));
        return command;
    }

    private static Command Comments()
    {
        Command command = new("comments", "Comments on both.")
        {
            Options.Gateway, Options.Viewers, Options.Rate, Options.WarmUp, Options.Seconds, Options.Json,
        };
        command.SetAction((parsed, _) => Write(parsed, () => MeasureComments(parsed)));
        return command;
    }

    private static Command Targets()
    {
        Command command = new("targets", "Every target of the product, with verdicts, plots, and a table for the documentation.")
        {
            Options.Gateway, Only, WarmUp, Options.Seconds, Options.Json, Plots,
        };
        command.SetAction((parsed, _) =>
        {
            OwnCore.Take();
            TimeSpan warmUp = TimeSpan.FromSeconds(parsed.GetValue(WarmUp));
            TargetPlan plan = new(parsed.GetValue(Options.Gateway)!, warmUp, Options.DurationOf(parsed), parsed.GetValue(Only) ?? []);
            return TargetRun.Execute(plan, parsed.GetValue(Options.Json), parsed.GetValue(Plots));
        });
        return command;
    }

    private static Task<IReport[]> MeasureLikes(ParseResult parsed) => Comparison.Likes(
        parsed.GetValue(Options.Gateway)!, parsed.GetValue(Options.Connections), Options.WarmUpOf(parsed), Options.DurationOf(parsed));

    private static Task<IReport[]> MeasureComments(ParseResult parsed) => Comparison.Comments(
        parsed.GetValue(Options.Gateway)!, parsed.GetValue(Options.Viewers), parsed.GetValue(Options.Rate), Options.WarmUpOf(parsed),
        Options.DurationOf(parsed));

    private static async Task<int> Write(ParseResult parsed, Func<Task<IReport[]>> measure)
    {
        OwnCore.Take();
        return ReportOutput.Write(parsed.GetValue(Options.Json), await measure());
    }
}
