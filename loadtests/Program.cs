using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Interactions.LoadTests.Baseline;
using Interactions.LoadTests.Comments;
using Interactions.LoadTests.Compare;
using Interactions.LoadTests.Likes;
using Interactions.LoadTests.Reports;
using Interactions.LoadTests.Runs;
using Interactions.LoadTests.Servers;

namespace Interactions.LoadTests;

/// <summary>Doubts the product over its public wire: drives it as fast as it answers, and checks that every promise was kept.</summary>
internal static class Program
{
    /// <summary>After Ctrl+C the report so far is still written.</summary>
    private static readonly TimeSpan ReportWithin = TimeSpan.FromMinutes(2);

    internal static async Task<int> Main(string[] args)
    {
        // Figures look the same on every machine, so that reports can be compared.
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        RootCommand root = new("Load on a gateway, and what came of it.") { Likes(), Comments(), Baseline(), Compare() };
        foreach (Command scenario in ScenarioCommands.All()) { root.Add(scenario); }
        try
        {
            InvocationConfiguration run = new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = ReportWithin };
            ParseResult parsed = root.Parse(args);
            int code = await parsed.InvokeAsync(run);
            // 1 means that a promise was broken; a misspelt command is no such thing.
            return parsed.Errors.Count > 0 ? 2 : code;
        }
        catch (LoadException failure)
        {
            Console.Error.WriteLine(failure.Message);
            return 2;
        }
    }

    private static Command Likes()
    {
        Command command = new("likes", "Each connection likes, waits for the answer, takes it back, waits: as fast as it goes.")
        {
            Options.Url, Options.Connections, Options.WarmUp, Options.Seconds, Options.ServerProcess, Options.Stock, Options.Json,
        };
        command.SetAction(async (parsed, _) =>
        {
            LikesPlan plan = new(
                parsed.GetValue(Options.Url)!, parsed.GetValue(Options.Connections), WarmUp(parsed), Duration(parsed),
                parsed.GetValue(Options.ServerProcess));
            LikesReport report = parsed.GetValue(Options.Stock) ? LikesRun.Baseline(plan) : await LikesRun.Product(plan);
            return ReportOutput.Write(parsed.GetValue(Options.Json), report);
        });
        return command;
    }

    private static Command Comments()
    {
        Command command = new("comments", "Viewers of one room get every comment that publishers post at a fixed rate.")
        {
            Options.Url, Options.Viewers, Options.Rate, Options.WarmUp, Options.Seconds, Options.ServerProcess, Options.Stock, Options.Json,
        };
        command.SetAction(async (parsed, _) =>
        {
            CommentsPlan plan = new(
                parsed.GetValue(Options.Url)!, parsed.GetValue(Options.Viewers), parsed.GetValue(Options.Rate), WarmUp(parsed), Duration(parsed),
                parsed.GetValue(Options.ServerProcess));
            CommentsReport report = parsed.GetValue(Options.Stock) ? CommentsRun.Baseline(plan) : await CommentsRun.Product(plan);
            return ReportOutput.Write(parsed.GetValue(Options.Json), report);
        });
        return command;
    }

    private static Command Baseline()
    {
        Command command = new("baseline", "Serves a stock SignalR hub with a group send and a counter in memory.") { Options.Url };
        command.SetAction((parsed, _) => StockServer.Run(parsed.GetValue(Options.Url)!));
        return command;
    }

    private static Command Compare()
    {
        Command likes = new("likes", "Likes on both.")
        {
            Options.Gateway, Options.Connections, Options.WarmUp, Options.Seconds, Options.Json,
        };
        likes.SetAction(async (parsed, _) => Compared(parsed, await Pinned(() => Comparison.Likes(
            parsed.GetValue(Options.Gateway)!, parsed.GetValue(Options.Connections), WarmUp(parsed), Duration(parsed)))));
        Command comments = new("comments", "Comments on both.")
        {
            Options.Gateway, Options.Viewers, Options.Rate, Options.WarmUp, Options.Seconds, Options.Json,
        };
        comments.SetAction(async (parsed, _) => Compared(parsed, await Pinned(() => Comparison.Comments(
            parsed.GetValue(Options.Gateway)!, parsed.GetValue(Options.Viewers), parsed.GetValue(Options.Rate), WarmUp(parsed), Duration(parsed)))));
        Argument<FileInfo[]> two = new("reports") { Arity = new ArgumentArity(0, 2), Description = "Two report.json to see side by side." };
        Command compare = new("compare", "Starts the baseline and the product as processes of their own, measures both, and prints the ratios.")
        {
            likes, comments, two, Options.Gateway, Options.Connections, Options.Viewers, Options.Rate, Options.WarmUp, Options.Seconds, Options.Json,
        };
        compare.SetAction(async (parsed, _) => parsed.GetValue(two) switch
        {
            [var a, var b] => RunComparison.Print(a, b),
            [] or null => Compared(parsed, await Pinned(async () => [
                .. await Comparison.Likes(parsed.GetValue(Options.Gateway)!, parsed.GetValue(Options.Connections), WarmUp(parsed), Duration(parsed)),
                .. await Comparison.Comments(
                    parsed.GetValue(Options.Gateway)!, parsed.GetValue(Options.Viewers), parsed.GetValue(Options.Rate), WarmUp(parsed),
                    Duration(parsed)),
            ])),
            _ => throw new LoadException("compare needs two reports, or none."),
        });
        return compare;
    }

    /// <summary>This process keeps off the server's core.</summary>
    private static Task<IReport[]> Pinned(Func<Task<IReport[]>> comparison)
    {
        bool pinned = ServerProcess.CanPin && Environment.ProcessorCount > 1;
        if (pinned && OperatingSystem.IsLinux()) { Process.GetCurrentProcess().ProcessorAffinity = 2; }
        return comparison();
    }

    private static int Compared(ParseResult parsed, IReport[] reports) => ReportOutput.Write(parsed.GetValue(Options.Json), reports);

    private static TimeSpan WarmUp(ParseResult parsed) => TimeSpan.FromSeconds(parsed.GetValue(Options.WarmUp));

    private static TimeSpan Duration(ParseResult parsed) => TimeSpan.FromSeconds(parsed.GetValue(Options.Seconds));
}
