using Interactions.LoadTests.Driver;
using Interactions.LoadTests.Runs;
using Interactions.LoadTests.Scenarios;
using Xunit;

namespace Interactions.Tests.LoadTests;

/// <summary>Each oracle against a server that breaks its promise once: the run ends with 1 and names what was broken.</summary>
public sealed class LieTests : IDisposable
{
    private const string Bookmarks = "Every acknowledged bookmark is in the tally";
    private const string Counters = "Screens were last told the counters of the tally, within 15 s";
    private const string Likes = "Every acknowledged like is in the tally";
    private const string Shares = "Every acknowledged share is in the tally";
    private const string Now = "Viewers now are those who watch, within 15 s";
    private const string Own = "Authors see their own comments, or were told that some were omitted or merged";
    private const string Plays = "Every acknowledged session is a play";
    private const string Listed = "Every acknowledged comment is stored once, in one order";
    private const string Screens = "Shown and omitted make up what was accepted, on every screen";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("interactions-lies-");

    [Theory]
    [InlineData("like-storm", Lie.SwapsTwoLikes, Likes, "{0} was told liked=true, and the episode says false")]
    [InlineData("like-storm", Lie.PushesALikeTooMany, Counters, "was told 151 likes of 150")]
    [InlineData("like-storm", Lie.PushesNoCounters, Counters, "was told 0 likes of 150")]
    [InlineData("danmaku-burst", Lie.PushesALikeTooMany, Counters, "was told 1 likes of 0")]
    [InlineData("premiere", Lie.PushesNoCounters, Counters, "viewers of 305")]
    [InlineData("reconnect-storm", Lie.PushesALikeTooMany, Counters, "was told 1 likes of 0")]
    [InlineData("evening-peak", Lie.PushesNoCounters, Counters, "was told 0 likes of")]
    [InlineData("soak", Lie.PushesALikeTooMany, Counters, "likes of")]
    [InlineData("replay", Lie.PushesNoCounters, Counters, "comments of 300")]
    [InlineData("creator-dashboards", Lie.PushesNoCounters, Counters, "was told 0 likes of")]
    [InlineData("slow-clients", Lie.PushesNoCounters, Counters, "comments of 300")]
    [InlineData("moderation-wave", Lie.PushesNoCounters, Counters, "comments of 300")]
    [InlineData("evening-peak", Lie.LosesABookmark, Bookmarks, "{0} was told bookmarked=true, and the episode says false")]
    [InlineData("evening-peak", Lie.LosesAShare, Shares, "acknowledged, the tally says")]
    [InlineData("evening-peak", Lie.DoublesAShare, Shares, "acknowledged, the tally says")]
    [InlineData("evening-peak", Lie.LosesAComment, Listed, "comment {0} was acknowledged at 1 of")]
    [InlineData("evening-peak", Lie.InventsAComment, Listed, "comment {0} at")]
    [InlineData("evening-peak", Lie.StoresTwice, Listed, "comment {0} at 2 of")]
    [InlineData("evening-peak", Lie.SwapsInAPush, Listed, "a push (0, 2] has offset 1 after 2")]
    [InlineData("evening-peak", Lie.SwapsOffsets, Listed, "offset 2 was told as")]
    [InlineData("evening-peak", Lie.ShowsTwice, Listed, "a push (0, 1] has offset 1 after 1")]
    [InlineData("evening-peak", Lie.HidesAComment, Screens, "told of 0 omitted, of")]
    [InlineData("evening-peak", Lie.HidesFromItsAuthor, Own, "never saw its own comment {0}")]
    [InlineData("evening-peak", Lie.OmitsTooMany, Screens, "told of 1 omitted, of")]
    [InlineData("evening-peak", Lie.MergesTooMany, Screens, "told of 0 omitted, of")]
    [InlineData("evening-peak", Lie.WithholdsTheLast, Screens, "viewers were never told the end")]
    [InlineData("evening-peak", Lie.CountsAGhost, Now, "has 303 viewers and says 304")]
    [InlineData("evening-peak", Lie.AcknowledgesTwoAtOne, Listed, "two comments were acknowledged with offset 1")]
    [InlineData("evening-peak", Lie.SkipsInAnAnswer, Screens, "told of 0 omitted, of")]
    [InlineData("evening-peak", Lie.SwapsInAnAnswer, Listed, "was shown offset 2 after 3")]
    [InlineData("evening-peak", Lie.ResetsWithoutNeed, Screens, "had to start afresh after 1, and had missed only 2")]
    [InlineData("soak", Lie.LosesABookmark, Bookmarks, "{0} was told bookmarked=true, and the episode says false")]
    [InlineData("danmaku-burst", Lie.HidesFromItsAuthor, Own, "never saw its own comment {0}")]
    [InlineData("premiere", Lie.CountsAGhost, Now, "has 305 viewers and says 306")]
    [InlineData("reconnect-storm", Lie.SkipsInAnAnswer, Screens, "told of 0 omitted, of")]
    [InlineData("replay", Lie.LosesAComment, Listed, "comment {0} was acknowledged at 1 of")]
    [InlineData("creator-dashboards", Lie.ShowsAWrongBoard, "Every dashboard equals the recount, within 15 s", "the board says Board")]
    [InlineData("slow-clients", Lie.ShedsUncounted, "Viewers who were closed are counted", "2 were closed, /metrics counted 0")]
    [InlineData("slow-clients", Lie.KeepsTheSlow, "Viewers who do not read are closed", "0 of 2 were closed")]
    [InlineData("watch-along", Lie.LosesAPlay, Plays, "300 sessions acknowledged, 0 of unknown fate, the tally says 299 plays")]
    [InlineData("watch-along", Lie.CreditsTooMuch, "Nobody is credited with more than was watched", "3,000 s reported, 3,001 s credited")]
    [InlineData("watch-along", Lie.CreditsTooLittle, "What was watched is credited, up to 180 s at once", "3,000 s had to be credited, 2,995 s were")]
    [InlineData("watch-along", Lie.KeepsWhoLeft, "When all have left, nobody watches, within 15 s", "still has viewers")]
    [InlineData("moderation-wave", Lie.KeepsTheRetracted, "What was retracted is gone", "comment {0} was retracted and is still listed")]
    [InlineData("moderation-wave", Lie.LosesAComment, Listed, "comment {0} was acknowledged at")]
    [InlineData("moderation-wave", Lie.TellsNobody, "Screens were told of every retraction", "0 retractions in pushes")]
    public async Task A_server_that_breaks_a_promise_is_caught_and_the_promise_is_named(string scenario, Lie lie, string promise, string detail)
    {
        await using ScriptedServer server = await ScriptedServer.Start(lie, sheds: scenario == "slow-clients");
        bool neverComes = lie is Lie.InventsAComment or Lie.WithholdsTheLast or Lie.CountsAGhost or Lie.ShowsAWrongBoard or Lie.KeepsTheSlow
            or Lie.KeepsWhoLeft or Lie.TellsNobody or Lie.PushesALikeTooMany or Lie.PushesNoCounters;
        RunReport report = await Run(scenario, server, patience: neverComes ? TimeSpan.FromSeconds(1) : TimeSpan.FromMinutes(2));
        Finding broken = Assert.Single(report.Findings, finding => finding.Promise == promise);
        Assert.False(broken.Holds, broken.Detail);
        Assert.Contains(string.Format(null, detail, server.Victim), broken.Detail, StringComparison.Ordinal);
        Assert.Equal(1, report.ExitCode);
    }

    [Theory]
    [InlineData("like-storm")]
    [InlineData("evening-peak")]
    [InlineData("soak")]
    [InlineData("danmaku-burst")]
    [InlineData("premiere")]
    [InlineData("reconnect-storm")]
    [InlineData("replay")]
    [InlineData("creator-dashboards")]
    [InlineData("slow-clients")]
    [InlineData("watch-along")]
    [InlineData("moderation-wave")]
    // The second push does not come, and whoever asks is told: nothing is broken.
    [InlineData("evening-peak", Lie.SkipsAPush)]
    [InlineData("reconnect-storm", Lie.SkipsAPush)]
    // Who is busy says when to come back.
    [InlineData("danmaku-burst", Lie.IsBusyAtFirst)]
    public async Task The_same_server_passes_when_it_does_not_lie(string scenario, Lie lie = Lie.None)
    {
        await using ScriptedServer server = await ScriptedServer.Start(lie, sheds: scenario == "slow-clients");
        RunReport report = await Run(scenario, server, patience: TimeSpan.FromMinutes(2));
        Assert.All(report.Findings, finding => Assert.True(finding.Holds, $"{finding.Promise}: {finding.Detail}"));
        Assert.Equal((0, 0), (report.Failed, report.ExitCode));
    }

    [Theory]
    [InlineData(Lie.TellsLate, 500, 99)]
    [InlineData(Lie.None, 600_000, 0)]
    public async Task Comments_that_come_to_screens_late_break_the_threshold_of_freshness(Lie lie, double limitMs, int exitCode)
    {
        await using ScriptedServer server = await ScriptedServer.Start(lie);
        RunReport report = await Run("danmaku-burst", server, patience: TimeSpan.FromMinutes(2), new Dictionary<string, double> { ["freshness.maxMs"] = limitMs });
        ThresholdReport freshness = Assert.Single(report.Thresholds);
        // The two hundredth comment was meant to be sent 663 ms after the first one.
        Assert.InRange(freshness.Measured, lie == Lie.TellsLate ? 600 : 0, 600_000);
        Assert.Equal((exitCode, exitCode == 0), (report.ExitCode, freshness.Holds));
    }

    [Fact]
    public async Task A_file_that_was_not_written_to_its_end_is_named_and_so_is_what_is_no_comment_in_it()
    {
        await using ScriptedServer server = await ScriptedServer.Start(Lie.None);
        RunReport report = await Run("replay", server, TimeSpan.FromMinutes(2), lines: 301);
        Finding broken = Assert.Single(report.Findings, finding => finding.Holds != true);
        Assert.Equal(("Every comment of the file was written", "300 of 301; left out: 1 x Script"), (broken.Promise, broken.Detail));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>As many iterations as users, so that each acts once; and so many that some of them share.</summary>
    private Task<RunReport> Run(
        string name, ScriptedServer server, TimeSpan patience, Dictionary<string, double>? thresholds = null, int lines = 3)
    {
        // For replay, which says these again and again; the last one is no comment.
        FileInfo file = new(Path.Combine(_folder.FullName, "comments.xml"));
        IEnumerable<string> comments = Enumerable.Range(1, lines).Select(i => $"<d p=\"1,1,25,16777215,0,0,x,{i}\">words {i}</d>");
        File.WriteAllText(file.FullName, $"<i>{string.Concat(comments)}<d p=\"1,8,25,16777215,0,0,x,0\">code</d></i>");
        Dictionary<string, double> figures = new()
        {
            ["users"] = 300,
            ["authors"] = 5,
            ["viewers"] = 3,
            ["slow"] = 2,
            ["episodes"] = 1,
            ["creators"] = 2,
            ["clients"] = 0,
        };
        ScenarioProfile profile = new([new Phase(LoadShape.Inject, Seconds: 1, Rate: 300)], thresholds ?? [], figures);
        IScenario scenario = Catalogue.All().Single(known => known.Name == name);
        ScenarioRun run = new(scenario, profile, "test", server.Url, file) { Patience = patience, Limits = ScenarioTests.Limits };
        return run.Execute(TestContext.Current.CancellationToken);
    }
}
