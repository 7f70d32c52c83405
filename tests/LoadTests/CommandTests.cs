using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Interactions.LoadTests;
using Interactions.LoadTests.Driver;
using Interactions.LoadTests.Runs;
using Interactions.LoadTests.Scenarios;
using Interactions.LoadTests.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Interactions.Tests.LoadTests;

/// <summary>What the command line answers when it is misused: a message and exit code 2, never a stack trace.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("interactions-load-");

    [Theory]
    [InlineData("like-storm")]
    [InlineData("like-storm", "--start", "--target", "http://127.0.0.1:1")]
    [InlineData("like-storm", "--target", "nowhere")]
    [InlineData("like-storm", "--target", "http://127.0.0.1:1")]
    [InlineData("like-storm", "--target", "http://127.0.0.1:1", "--profile", "none")]
    [InlineData("replay", "--target", "http://127.0.0.1:1")]
    [InlineData("replay", "--target", "http://127.0.0.1:1", "--file", "none.xml")]
    [InlineData("replay", "--target", "http://127.0.0.1:1", "--file", "none.xml", "--speed", "0")]
    [InlineData("replay", "--target", "http://127.0.0.1:1", "--file", "none.xml", "--speed", "1001")]
    [InlineData("like-storm", "--target", "http://127.0.0.1:1", "--out", "/proc/none")]
    [InlineData("like-strom", "--start")]
    [InlineData("compare", "one.json")]
    [InlineData("compare", "one.json", "two.json")]
    public async Task What_cannot_begin_ends_with_2(params string[] arguments) => Assert.Equal(2, await Program.Main(arguments));

    [Theory]
    [InlineData("null", "it needs a \"name\" and \"scenarios\"")]
    [InlineData("{}", "it needs a \"name\" and \"scenarios\"")]
    [InlineData("""{"name":"x","scenarios":{}}""", "The profile 'x' has no part 'like-storm'.")]
    [InlineData("""{"name":"x","scenarios":{"like-storm":null}}""", "The profile 'x' has no part 'like-storm'.")]
    [InlineData("""{"name":"x","scenarios":{"like-storm":{"figures":{"user":500}}}}""", "'user' is no figure; there are users, authors")]
    [InlineData("""{"name":"x","scenarios":{"like-storm":{"figures":{"users":0}}}}""", "users must be 1 to 1,000,000, not 0")]
    [InlineData("""{"name":"x","scenarios":{"like-storm":{"phases":[{"shape":"inject","rate":-1,"seconds":9}]}}}""", "rate must be 0 to 1,000,000, not -1")]
    [InlineData("""{"name":"x","scenarios":{"like-storm":{"figures":{"speed":1001}}}}""", "speed must be 0.01 to 1,000, not 1001")]
    [InlineData("""{"name":"x","scenarios":{"like-storm":{"thresholds":{"like.p98Ms":1}}}}""", "'like.p98Ms' is no threshold. Use failureShare, okPerSecondMin, or")]
    [InlineData("""{"name":"x","scenarios":{"like-storm":{"thresholds":{"p99Ms":1}}}}""", "'p99Ms' is no threshold")]
    [InlineData("""{"name":"x","scenarios":{"like-storm":{"thresholds":{"failureShares":1}}}}""", "'failureShares' is no threshold")]
    public void A_profile_that_cannot_be_meant_is_refused_before_anything_begins(string content, string why)
    {
        string path = Path.Combine(_folder.FullName, "profile.json");
        File.WriteAllText(path, content);
        LoadException failure = Assert.Throws<LoadException>(() => LoadProfile.Read(path).Of("like-storm"));
        Assert.Contains(why, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_takes_no_report_is_found_out_before_a_run()
    {
        string file = Path.Combine(_folder.FullName, "file");
        File.WriteAllText(file, "");
        LoadException failure = Assert.Throws<LoadException>(() => RunOutput.MustTake(new DirectoryInfo(Path.Combine(file, "out"))));
        Assert.Contains("takes no report", failure.Message, StringComparison.Ordinal);
        DirectoryInfo good = new(Path.Combine(_folder.FullName, "new", "out"));
        RunOutput.MustTake(good);
        Assert.Empty(good.GetFileSystemInfos());
    }

    [Theory]
    [InlineData("", "is no report.json of this program")]
    [InlineData("null", "it is empty")]
    [InlineData("{}", "missing required properties")]
    [InlineData("<html>", "is an invalid start of a value")]
    [InlineData("{\"version\":1,\"scenario\":\"like-st", "is damaged")]
    public void A_file_that_is_no_report_is_named_and_nothing_is_compared(string content, string why)
    {
        FileInfo file = new(Path.Combine(_folder.FullName, "report.json"));
        File.WriteAllText(file.FullName, content);
        LoadException failure = Assert.Throws<LoadException>(() => RunOutput.Read(file));
        Assert.Contains(file.FullName, failure.Message, StringComparison.Ordinal);
        Assert.Contains(why, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_named()
    {
        LoadException failure = Assert.Throws<LoadException>(() => RunOutput.Read(new FileInfo(_folder.FullName)));
        Assert.Contains($"'{_folder.FullName}' cannot be read", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ulimit -n 64", "like-storm --start", "This process may open 64 files, and load tests need 256 to begin: ulimit -n")]
    [InlineData("ulimit -n 300", "like-storm --start", "like-storm needs 500 connections, and this process can have 100 (open files). Raise it")]
    [InlineData(":", "compare one.json", "compare takes two reports")]
    public async Task What_the_machine_or_the_command_lacks_is_said_in_one_line(string before, string arguments, string message)
    {
        using LoadProcess load = LoadProcess.Start(before, arguments);
        await load.EndsWith(2);
        Assert.Contains(message, load.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", load.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_ends_the_load_asks_the_oracles_and_writes_the_report_so_far()
    {
        await using ScriptedServer server = await ScriptedServer.Start();
        string profile = Path.Combine(_folder.FullName, "long.json");
        await File.WriteAllTextAsync(profile,
            """{"name":"long","scenarios":{"like-storm":{"figures":{"users":5},"phases":[{"shape":"inject","rate":10,"seconds":600}]}}}""",
            TestContext.Current.CancellationToken);
        using LoadProcess load = LoadProcess.Start(":", $"like-storm --target {server.Url} --profile {profile} --out {_folder.FullName}/out");
        await load.Says("[1-9][0-9,]* ok/s ");
        load.Interrupt();
        await load.EndsWith(0);
        Assert.Contains("ENDED EARLY: it was stopped by hand", load.Said, StringComparison.Ordinal);
        RunReport report = RunOutput.Read(new FileInfo(Path.Combine(_folder.FullName, "out", "report.json")));
        Assert.All(report.Findings, finding => Assert.True(finding.Holds, $"{finding.Promise}: {finding.Detail}"));
        Assert.Equal(3, report.Findings.Length);
        Assert.InRange(report.Ok, 1, 5_999);
    }

    [Fact]
    public async Task Ctrl_C_while_viewers_take_their_seats_ends_the_run_at_once_with_a_report_that_says_so()
    {
        await using ScriptedServer server = await ScriptedServer.Start(Lie.AnswersNobody);
        using LoadProcess load = LoadProcess.Start(":", $"like-storm --target {server.Url} --profile ci --out {_folder.FullName}/out");
        await server.Unanswered.WaitAsync(TimeSpan.FromMinutes(5), TimeProvider.System, TestContext.Current.CancellationToken);
        load.Interrupt();
        await load.EndsWith(1);
        Assert.Contains("ENDED EARLY: it was stopped by hand before all viewers had taken their seats", load.Said, StringComparison.Ordinal);
        RunReport report = RunOutput.Read(new FileInfo(Path.Combine(_folder.FullName, "out", "report.json")));
        // A gateway that does not answer at all would have ended it with another reason, a minute later.
        Assert.Null(Assert.Single(report.Findings).Holds);
    }

    [Fact]
    public async Task Ctrl_C_while_a_gateway_starts_ends_both_at_once()
    {
        string gateway = Path.Combine(_folder.FullName, "gateway.dll");
        await File.WriteAllTextAsync(gateway, "", TestContext.Current.CancellationToken);
        // Its start waits for somebody who writes to that pipe, and nobody does.
        string pipe = $"mkfifo {Path.ChangeExtension(gateway, ".runtimeconfig.json")}";
        using LoadProcess load = LoadProcess.Start(pipe, $"like-storm --start --profile ci --gateway {gateway}");
        await load.Says("Starting a gateway …");
        load.Interrupt();
        await load.EndsWith(2);
        Assert.Contains("It was stopped by hand before it began.", load.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("did not listen", load.Said, StringComparison.Ordinal);
        Assert.DoesNotContain(CommandLines(), line => line.Contains(gateway, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_gateway_that_was_started_and_dies_leaves_its_last_lines_and_a_report()
    {
        using LoadProcess load = LoadProcess.Start(":", $"like-storm --start --profile ci --out {_folder.FullName}/out");
        string said = await load.Says("The gateway is process [0-9]+, at ");
        await load.Says("[1-9][0-9,]* ok/s ");
        using Process gateway = Process.GetProcessById(int.Parse(Regex.Match(said, "process ([0-9]+)").Groups[1].ValueSpan, CultureInfo.InvariantCulture));
        gateway.Kill();
        await load.EndsWith(1);
        Assert.Contains("ENDED EARLY: the gateway went away after ", load.Said, StringComparison.Ordinal);
        Assert.Contains("The gateway that was started has ended by itself, after these lines:", load.Said, StringComparison.Ordinal);
        Assert.Contains("(exit code 137)", load.Said, StringComparison.Ordinal);
        Assert.Equal(1, RunOutput.Read(new FileInfo(Path.Combine(_folder.FullName, "out", "report.json"))).ExitCode);
    }

    [Fact]
    public async Task Another_server_at_the_address_is_recognised()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using WebApplication other = builder.Build();
        other.MapPost("/dev/token", () => Results.Text("<html>", "text/html"));
        await other.StartAsync(TestContext.Current.CancellationToken);
        using Rest rest = new(new Uri(other.Urls.First()));
        LoadException failure = await Assert.ThrowsAsync<LoadException>(() => rest.Token("ann", "viewer"));
        Assert.Contains("does not answer like a gateway", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/episodes", "refused to create an episode: 401")]
    [InlineData("/hubs/viewer", "did not open a connection: 'HTTP/1.1 401 Unauthorized'.")]
    public async Task A_refused_token_ends_the_run_with_a_question(string path, string message)
    {
        await using ScriptedServer server = await ScriptedServer.Start(refuses: path);
        ScenarioProfile profile = new([new Phase(LoadShape.Inject, Seconds: 1, Rate: 1)], [], new Dictionary<string, double> { ["users"] = 1 });
        ScenarioRun run = new(new LikeStorm(), profile, "test", server.Url) { Limits = ScenarioTests.Limits };
        LoadException failure = await Assert.ThrowsAsync<LoadException>(() => run.Execute(TestContext.Current.CancellationToken));
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        Assert.Contains("It refused the token: was it made by another server?", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Idle_connections_are_opened_and_held_and_counted()
    {
        IdleProbe probe = IdleProbe.Measure(files: 400, atMost: TimeSpan.FromMinutes(2));
        Assert.Equal(100, probe.Count);
        Assert.Null(probe.Failed);
        Assert.InRange(probe.PerSecond, 1, double.MaxValue);
    }

    [Theory]
    [InlineData("open files", "ulimit -n 1500")]
    [InlineData("ports", "net.ipv4.ip_local_port_range")]
    [InlineData("memory", "a larger machine")]
    public void A_run_that_needs_more_than_this_machine_has_says_what_to_do(string bound, string advice)
    {
        DriverLimits limits = new(1_000, 499, bound);
        Assert.Contains(advice, Assert.Throws<LoadException>(() => limits.MustAllow("like-storm", 500)).Message, StringComparison.Ordinal);
        limits.MustAllow("like-storm", 499);
    }

    [Fact]
    public async Task Scenarios_can_be_listed() => Assert.Equal(0, await Program.Main(["list"]));

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Of all processes of this machine that may be seen.</summary>
    private static IEnumerable<string> CommandLines()
    {
        foreach (string process in Directory.EnumerateDirectories("/proc"))
        {
            string line = "";
            try
            {
                line = File.ReadAllText(Path.Combine(process, "cmdline"));
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // No process, or one that ended meanwhile.
            }
            yield return line;
        }
    }
}
