using System.CommandLine;
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

    private static readonly Option<FileInfo?> File = new("--file") { Description = "A danmaku XML file, for replay." };

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
        Command command = new(name, sentence) { Profile, Target, Start, Output, File, Options.Gateway };
        command.Validators.Add(result =>
        {
            if (result.GetValue(Start) == (result.GetResult(Target) is not null))
            {
                result.AddError("Say where the gateway is (--target http://127.0.0.1:5080), or let one be started (--start).");
            }
        });
        command.SetAction(async (parsed, stop) =>
        {
            LoadProfile profile = LoadProfile.Read(parsed.GetValue(Profile)!);
            ScenarioProfile part = profile.Of(name);
            if (name == Replay.CommandName)
            {
                part = part with { Phases = await Replay.Phases(parsed.GetValue(File), part.Figure("speed", 1), stop) };
            }
            IScenario scenario = Catalogue.All().First(known => known.Name == name);
            DriverLimits limits = DriverLimits.Measure(parsed.GetValue(Target));
            limits.MustAllow(name, part.Connections);
            return await WithGateway(parsed, async target =>
            {
                DirectoryInfo? folder = parsed.GetValue(Output);
                ScenarioRun run = new(scenario, part, profile.Name, target, parsed.GetValue(File), folder) { Limits = limits };
                RunReport report = await run.Execute(stop);
                RunOutput.Print(report);
                if (folder is not null) { RunOutput.Write(report, folder); }
                return report.ExitCode;
            });
        });
        return command;
    }

    private static async Task<int> WithGateway(ParseResult parsed, Func<Uri, Task<int>> run)
    {
        if (!parsed.GetValue(Start)) { return await run(parsed.GetValue(Target)!); }
        DirectoryInfo data = Directory.CreateTempSubdirectory("interactions-load-");
        try
        {
            await using ServerProcess server = await Server.Gateway(parsed.GetValue(Options.Gateway)!, data);
            return await run(server.Url);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }
}
