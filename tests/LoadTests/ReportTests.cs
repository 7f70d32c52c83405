using System.Text.RegularExpressions;
using Interactions.LoadTests.Driver;
using Interactions.LoadTests.Reports;
using Interactions.LoadTests.Runs;
using Interactions.LoadTests.Scenarios;
using Xunit;

namespace Interactions.Tests.LoadTests;

public sealed class ReportTests
{
    private static readonly Percentiles Some = new(10, 1, 1, 2, 3, 4, 5, 6, 7);
    private static readonly ThresholdReport Fast = new("like.p99Ms", 500, 5, Holds: true);
    private static readonly ThresholdReport Slow = new("like.p99Ms", 4, 5, Holds: false);
    private static readonly Finding Kept = new("Likes", true, "10 of 10");
    private static readonly Finding Broken = new("Likes", false, "ann <b>lost</b> one");

    [Fact]
    public void A_broken_promise_weighs_more_than_a_broken_threshold()
    {
        Assert.Equal(0, Report([Kept], [Fast]).ExitCode);
        Assert.Equal(99, Report([Kept], [Slow]).ExitCode);
        Assert.Equal(1, Report([Broken], [Slow]).ExitCode);
        Assert.Equal(1, Report([Kept, new Finding("Comments", null, "")], [Fast]).ExitCode);
        // Nothing checked is nothing proven.
        Assert.Equal(1, Report([], [Fast]).ExitCode);
    }

    [Fact]
    public void The_page_needs_nothing_from_elsewhere_and_shows_texts_as_texts()
    {
        string page = HtmlReport.Of(Report([Broken], [Slow]));
        Assert.DoesNotMatch("""(src|href)=|@import|url\(""", page);
        Assert.DoesNotContain("<b>lost", page, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme: dark", page, StringComparison.Ordinal);
        Assert.Contains("@media print", page, StringComparison.Ordinal);
        // A dark screen must not print a black page.
        Assert.DoesNotContain("@media (prefers-color-scheme", page, StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(page, "<svg "));
    }

    [Fact]
    public void What_the_client_counted_stands_beside_what_the_server_counted_and_drops_have_reasons()
    {
        ServerFigure[] server =
        [
            new("interactions_operations_total{kind=\"like\",refusal=\"none\"}", 5, 14), new("interactions_operations_total{kind=\"like\",refusal=\"busy\"}", 0, 1),
            new("interactions_pulse_skipped_total{reason=\"slow\"}", 1, 4), new("dotnet_process_cpu_time_seconds_total{cpu_mode=\"user\"}", 2, 7),
        ];
        RunReport report = Report([Kept], [Fast]) with { Server = server, Omitted = 12, Lost = 2 };
        Assert.Equal(["like", "10", "9", "1", "1"], Assert.Single(BothSides.Steps(report)));
        Assert.Equal(0.5, BothSides.Cores(report));
        string[] drops = [.. BothSides.Drops(report).Select(row => string.Join(' ', row))];
        Assert.Equal(
            [
                "client like busy 1", "client comments on screens declared omitted 12", "client connections closed by the other side 2",
                "server interactions_operations_total kind=\"like\",refusal=\"busy\" 1", "server interactions_pulse_skipped_total reason=\"slow\" 3",
            ], drops);
        Assert.Contains("- 1 x like busy (client)", MarkdownReport.Of(report), StringComparison.Ordinal);
        // Whoever reads the e-mail asks when and where that was.
        Assert.Contains("1970-01-01 00:00:00 UTC, http://127.0.0.1:5080/", MarkdownReport.Of(report), StringComparison.Ordinal);
    }

    [Fact]
    public void One_failure_among_thousands_of_calls_is_seen_in_the_chart()
    {
        string chart = Charts.Over("Calls", "per second", [1, 2], [new Series("ok", "a", [10_000, 10_000])], new Series("failed", "fail", [0, 1]));
        Assert.Single(Regex.Matches(chart, "<rect class=\"fail\" [^>]* height=\"3\"/>"));
    }

    [Fact]
    public void Bins_of_the_fan_out_have_short_labels()
    {
        RunReport report = Report([Kept], [Fast]) with { FreshnessMs = Some, Fanout = [new(5, 1), new(5_000, 1), new(null, 2)] };
        string[] labels = [.. Regex.Matches(HtmlReport.Of(report), ">(5 ms|5 s|more)</text>").Select(label => label.Groups[1].Value)];
        Assert.Equal(["5 ms", "5 s", "more"], labels);
    }

    [Fact]
    public void A_report_survives_its_file_and_compares_with_itself()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("interactions-report-");
        RunReport report = Report([Kept], [Fast]);
        RunOutput.Write(report, folder);
        RunReport again = RunOutput.Read(new FileInfo(Path.Combine(folder.FullName, "report.json")));
        Assert.Equal(report.Steps[0].LatencyMs, again.Steps[0].LatencyMs);
        Assert.Equal(report.Findings, again.Findings);
        Assert.Equal(["report.html", "report.json", "steps.csv", "timeline.csv"], folder.GetFiles().Select(file => file.Name).Order());
        Assert.Contains(RunComparison.Lines(report, again), line => line.StartsWith("like p99 ms", StringComparison.Ordinal) && line.EndsWith("1.00", StringComparison.Ordinal));
        folder.Delete(recursive: true);
    }

    [Fact]
    public void A_comparison_says_what_does_not_compare()
    {
        RunReport a = Report([Kept], [Fast]);
        RunReport b = Report([Broken], [Slow]) with { Driver = "NBomber", Profile = "laptop", Steps = [a.Steps[0] with { Name = "share" }] };
        string[] lines = [.. RunComparison.Lines(a, b)];
        Assert.Contains("NOT THE SAME LOAD: like-storm (ci) and like-storm (laptop)", lines);
        Assert.Contains("NOT THE SAME DRIVER: built-in and NBomber; latencies do not compare", lines);
        Assert.Contains("only in A: like", lines);
        Assert.Contains("only in B: share", lines);
        Assert.Contains(lines, line => line.Contains("exit 0", StringComparison.Ordinal) && line.Contains("exit 1", StringComparison.Ordinal));
    }

    [Fact]
    public void A_page_does_not_claim_intended_times_for_an_engine_that_does_not_tell_them()
    {
        RunReport report = Report([Kept], [Fast]);
        Assert.Contains("a call was meant to begin", HtmlReport.Of(report), StringComparison.Ordinal);
        Assert.DoesNotContain("meant to begin", HtmlReport.Of(report with { Driver = "NBomber" }), StringComparison.Ordinal);
    }

    [Fact]
    public void Thresholds_that_measure_nothing_do_not_hold()
    {
        Statistics statistics = new(TimeProvider.System);
        Assert.False(Thresholds.Evaluate(new Dictionary<string, double> { ["like.p99Ms"] = 500 }, statistics, 1)[0].Holds);
    }

    [Fact]
    public void Figures_of_the_server_are_read_by_name_and_labels()
    {
        const string Before = "interactions_operations_total{kind=\"like\",refusal=\"none\",otel_scope_name=\"Interactions\"} 5 1795505373128\n";
        const string After = "# HELP x\ninteractions_operations_total{kind=\"like\",refusal=\"none\",otel_scope_name=\"Interactions\"} 12 1795505373128\n"
            + "interactions_journal_append_duration_seconds_bucket{le=\"1\"} 3\nother_total 9\n";
        ServerFigure figure = Assert.Single(ServerFigures.Compare(Before, After));
        Assert.Equal(("interactions_operations_total{kind=\"like\",refusal=\"none\"}", 7.0), (figure.Name, figure.Change));
    }

    [Fact]
    public void Every_profile_has_a_part_for_every_scenario()
    {
        foreach (string name in new[] { "laptop", "ci", "cluster" })
        {
            LoadProfile profile = LoadProfile.Read(name);
            Assert.All(Catalogue.All(), scenario => Assert.NotEmpty(profile.Of(scenario.Name).Thresholds));
        }
    }

    [Theory]
    [InlineData(0.1, 0.5, 5, null)]
    [InlineData(0.1, 0.5, 25, "began late")]
    [InlineData(0.1, 0.95, 5, "reads all connections was busy")]
    [InlineData(1_000, 0.5, 5, "This process used")]
    public void A_run_that_its_client_limited_says_by_what(double cores, double wireShare, double latenessMs, string? sign)
    {
        string? limit = new DriverUse(cores, wireShare).Limit(latenessMs, []);
        Assert.Equal(sign is null, limit is null);
        Assert.Contains(sign ?? "", limit ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_whose_calls_failed_in_the_driver_says_so()
    {
        KeyValuePair<string, long>[] failures = [new("busy", 7), new(LoadLoop.Full, 3), new(LoadLoop.Full, 2)];
        Assert.Equal("5 calls failed in the driver: driverFull.", new DriverUse(0.1, 0.1).Limit(1, failures)?.Split(" Latencies")[0]);
        Assert.Null(new DriverUse(0.1, 0.1).Limit(1, failures[..1]));
    }

    [Fact]
    public void Seats_of_an_evening_are_all_taken_and_no_episode_is_empty()
    {
        int[] seats = EveningPeak.Zipf(500, 20);
        Assert.Equal(500, seats.Sum());
        Assert.All(seats, count => Assert.InRange(count, 1, 500));
        Assert.Equal(seats.OrderDescending(), seats);
    }

    private static RunReport Report(Finding[] findings, ThresholdReport[] thresholds) => new(
        1, "like-storm", "People like.", "ci", "built-in", "http://127.0.0.1:5080/", DateTimeOffset.UnixEpoch, 10, 5,
        new Machine("a processor", 2, 1_000, "a kernel", "a runtime"), "0.1.0", new DriverLimits(1, 1, "open files"), new DriverUse(0.1, 0.1), null, null, findings,
        thresholds, [new StepReport("like", 10, 1, Some, new Dictionary<string, long> { ["busy"] = 1 })], new Percentiles(0, 0, 0, 0, 0, 0, 0, 0, 0),
        [], Some, [new Second(1, 10, 1, 1, 2, 0)], []);
}
