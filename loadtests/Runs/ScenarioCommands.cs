using System.CommandLine;
using System.Globalization;
using Interactions.LoadTests.Driver;
using Interactions.LoadTests.Scenarios;
using Interactions.LoadTests.Servers;

namespace Interactions.LoadTests.Runs;

/// <summary>A command for each scenario, and the list of them.</summary>
internal static class ScenarioCommands
{
    private static readonly Option<string> Profile = new("--profile")
    {
        Description = "How much load: laptop, ci, cluster, or the path of a JSON file like these.",
        DefaultValueFactory = _ => "laptop",
    };

    private static readonly Option<Uri?> Target = new("--target")
    {
        Description = "Where the gateway listens, such as http://127.0.0.1:5080.",
        CustomParser = Options.Address,
    };

    private static readonly Option<bool> Start = new("--start") { Description = "Starts a gateway on a free port with no data, and ends it." };

    private static readonly Option<DirectoryInfo?> Output = new("--out") { Description = "Where report.html, report.json and the CSV files go." };

    private static readonly Option<FileInfo?> File = new("--file") { Description = "The danmaku XML file to replay." };

    private static readonly Option<double?> Speed = new("--speed")
    {
        Description = "For replay: 1 replays the file at its own times, 20 twenty times as fast; the profile's speed by default. 0.01 to 1,000.",
        Validators =
        {
            result =>
            {
                bool isNumber = double.TryParse(result.Tokens[^1].Value, CultureInfo.InvariantCulture, out double speed);
                if (isNumber && ScenarioProfile.Problem(ScenarioProfile.Speed, speed) is { } problem) { result.AddError($"--{problem}."); }
            },
        },
    };

    public static IEnumerable<Command> All() => Catalogue.All().Select(scenario => Of(scenario.Name, scenario.Sentence)).Append(List());

    private static Command List()
    {
        Command command = new("list", "Lists the scenarios.");
        command.SetAction(_ =>
        {
            foreach (IScenario scenario in Catalogue.All()) { Console.WriteLine($"{scenario.Name,-20} {scenario.Sentence}"); }
        });
        return command;
    }

    private static Command Of(string name, string sentence)
    {
        Command command = new(name, sentence) { Profile, Target, Start, Output, Options.Gateway };
        if (name == Replay.CommandName)
        {
            command.Add(File);
            command.Add(Speed);
        }
        command.Validators.Add(result =>
        {
            if (result.GetValue(Start) == (result.GetResult(Target) is not null))
            {
                result.AddError("Say where the gateway is (--target http://127.0.0.1:5080), or let one be started (--start).");
            }
        });
        command.SetAction(async (parsed, stop) =>
        {
            try
            {
                return await Run(name, parsed, stop);
            }
            catch (OperationCanceledException fault) when (stop.IsCancellationRequested)
            {
                throw new LoadException("It was stopped by hand before it began.", fault);
            }
        });
        return command;
    }

    private static async Task<int> Run(string name, ParseResult parsed, CancellationToken stop)
    {
        // Ctrl+C is heard as soon as the command waits for something, and measuring this machine takes seconds.
        await Task.Yield();
        LoadProfile profile = LoadProfile.Read(parsed.GetValue(Profile)!);
        ScenarioProfile part = profile.Of(name);
        FileInfo? file = name == Replay.CommandName ? parsed.GetValue(File) : null;
        if (name == Replay.CommandName)
        {
            double speed = parsed.GetValue(Speed) ?? part.Figures.GetValueOrDefault(ScenarioProfile.Speed, 1);
            part = part with { Phases = await Replay.Phases(file, speed, stop) };
        }
        DirectoryInfo? folder = parsed.GetValue(Output);
        if (folder is not null) { RunOutput.MustTake(folder); }
        LiveView.Say("Measuring what this machine can do …");
        DriverLimits limits = DriverLimits.Measure(parsed.GetValue(Target));
        limits.MustAllow(name, part.Connections);
        stop.ThrowIfCancellationRequested();
        IScenario scenario = Catalogue.All().First(known => known.Name == name);
        return await WithGateway(parsed, async target =>
        {
            ScenarioRun run = new(scenario, part, profile.Name, target, file, folder) { Limits = limits };
            RunReport report = await run.Execute(stop);
            RunOutput.Print(report);
            if (folder is not null) { RunOutput.Write(report, folder); }
            return report.ExitCode;
        }, stop);
    }

    private static async Task<int> WithGateway(ParseResult parsed, Func<Uri, Task<int>> run, CancellationToken stop)
    {
        if (!parsed.GetValue(Start)) { return await run(parsed.GetValue(Target)!); }
        DirectoryInfo data = Directory.CreateTempSubdirectory("interactions-load-");
        try
        {
            LiveView.Say("Starting a gateway …");
            await using ServerProcess server = await Server.Gateway(parsed.GetValue(Options.Gateway)!, data, stop);
            LiveView.Say($"The gateway is process {server.Id}, at {server.Url}");
            int code = await run(server.Url);
            if (server.LastWords is { } words) { LiveView.Say($"The gateway that was started has ended by itself, after these lines:\n{words}"); }
            return code;
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }
}
