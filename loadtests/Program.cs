using System.CommandLine;
using System.Globalization;
using Interactions.LoadTests.Baseline;
using Interactions.LoadTests.Comments;
using Interactions.LoadTests.Compare;
using Interactions.LoadTests.Likes;
using Interactions.LoadTests.Reports;
using Interactions.LoadTests.Runs;

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
        RootCommand root = new("Load on a gateway, and what came of it.") { Likes(), Comments(), Baseline(), CompareCommands.All() };
        foreach (Command scenario in ScenarioCommands.All()) { root.Add(scenario); }
        try
        {
            DriverLimits.MustHaveFiles();
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
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            string trace = Path.Combine(Path.GetTempPath(), "interactions-loadtests-fault.txt");
            await File.WriteAllTextAsync(trace, fault.ToString());
            Console.Error.WriteLine($"A fault of the load tests themselves: {fault.Message} ({fault.GetType().Name}). Where it was: {trace}");
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
                parsed.GetValue(Options.Url)!, parsed.GetValue(Options.Connections), Options.WarmUpOf(parsed), Options.DurationOf(parsed),
                parsed.GetValue(Options.ServerProcess));
            using LikesRun run = parsed.GetValue(Options.Stock) ? LikesRun.Baseline(plan) : await LikesRun.Product(plan);
            return ReportOutput.Write(parsed.GetValue(Options.Json), await run.Loop());
        });
        return command;
    }

    private static Command Comments()
    {
        Command command = new("comments", "Viewers of one room or of many get every comment that publishers post there at a fixed rate.")
        {
            Options.Url, Options.Viewers, Options.Rooms, Options.Rate, Options.WarmUp, Options.Seconds, Options.ServerProcess, Options.Stock, Options.Json,
        };
        command.SetAction(async (parsed, _) =>
        {
            CommentsPlan plan = new(
                parsed.GetValue(Options.Url)!, parsed.GetValue(Options.Viewers), parsed.GetValue(Options.Rooms), parsed.GetValue(Options.Rate),
                Options.WarmUpOf(parsed), Options.DurationOf(parsed), parsed.GetValue(Options.ServerProcess));
            CommentsReport report = parsed.GetValue(Options.Stock) ? await CommentsRun.Baseline(plan) : await CommentsRun.Product(plan);
            return ReportOutput.Write(parsed.GetValue(Options.Json), report);
        });
        return command;
    }

    private static Command Baseline()
    {
        Command command = new("baseline", "Serves a stock SignalR hub with a group send and a counter in memory.")
        {
            Options.Url, Options.Gather,
        };
        command.SetAction((parsed, _) => StockServer.Run(
            parsed.GetValue(Options.Url)!, TimeSpan.FromMilliseconds(parsed.GetValue(Options.Gather))));
        return command;
    }
}
