using Interactions.LoadTests.Driver;
using Interactions.LoadTests.Runs;
using Interactions.LoadTests.Scenarios;
using Xunit;

namespace Interactions.Tests.LoadTests;

/// <summary>Each oracle against a server that breaks its promise once: the run ends with 1 and names what was broken.</summary>
public sealed class LieTests
{
    private const string Bookmarks = "Every acknowledged bookmark is in the tally";
    private const string Own = "Authors see their own comments, or were told that some were omitted or merged";
    private const string Plays = "Every acknowledged session is a play";
    private const string Listed = "Every acknowledged comment is stored once, in one order";
    private const string Screens = "Shown and omitted make up what was accepted, on every screen";

    [Theory]
    [InlineData("evening-peak", Lie.LosesABookmark, Bookmarks, "{0} was told bookmarked=true, and the episode says false")]
    [InlineData("evening-peak", Lie.LosesAShare, "Every acknowledged share is in the tally", "acknowledged, the tally says")]
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
    [InlineData("evening-peak", Lie.CountsAGhost, "Viewers now are those who watch, within 15 s", "has 303 viewers and says 304")]
    [InlineData("creator-dashboards", Lie.ShowsAWrongBoard, "Every dashboard equals the recount, within 15 s", "the board says Board")]
    [InlineData("slow-clients", Lie.ShedsUncounted, "Viewers who were closed are counted", "2 were closed, /metrics counted 0")]
    [InlineData("slow-clients", Lie.KeepsTheSlow, "Viewers who do not read are closed", "0 of 2 were closed")]
    [InlineData("watch-along", Lie.LosesAPlay, Plays, "300 sessions acknowledged, 0 of unknown fate, the tally says 299 plays")]
    [InlineData("watch-along", Lie.CreditsTooMuch, "Nobody is credited with more than was watched", "3,000 s reported, 3,001 s credited")]
    [InlineData("watch-along", Lie.KeepsWhoLeft, "When all have left, nobody watches, within 15 s", "still has viewers")]
    [InlineData("moderation-wave", Lie.KeepsTheRetracted, "What was retracted is gone", "comment {0} was retracted and is still listed")]
    [InlineData("moderation-wave", Lie.TellsNobody, "Screens were told of every retraction", "0 retractions in pushes")]
    public async Task A_server_that_breaks_a_promise_is_caught_and_the_promise_is_named(string scenario, Lie lie, string promise, string detail)
    {
        await using ScriptedServer server = await ScriptedServer.Start(lie, sheds: scenario == "slow-clients");
        bool neverComes = lie is Lie.InventsAComment or Lie.WithholdsTheLast or Lie.CountsAGhost or Lie.ShowsAWrongBoard or Lie.KeepsTheSlow
            or Lie.KeepsWhoLeft or Lie.TellsNobody;
        RunReport report = await Run(scenario, server, patience: neverComes ? TimeSpan.FromSeconds(1) : TimeSpan.FromMinutes(2));
        Finding broken = Assert.Single(report.Findings, finding => finding.Promise == promise);
        Assert.False(broken.Holds, broken.Detail);
        Assert.Contains(string.Format(null, detail, server.Victim), broken.Detail, StringComparison.Ordinal);
        Assert.Equal(1, report.ExitCode);
    }

    [Theory]
    [InlineData("evening-peak")]
    [InlineData("creator-dashboards")]
    [InlineData("slow-clients")]
    [InlineData("watch-along")]
    [InlineData("moderation-wave")]
    public async Task The_same_server_passes_when_it_does_not_lie(string scenario)
    {
        await using ScriptedServer server = await ScriptedServer.Start(sheds: scenario == "slow-clients");
        RunReport report = await Run(scenario, server, patience: TimeSpan.FromMinutes(2));
        Assert.All(report.Findings, finding => Assert.True(finding.Holds, $"{finding.Promise}: {finding.Detail}"));
        Assert.Equal((0, 0), (report.Failed, report.ExitCode));
    }

    /// <summary>As many iterations as users, so that each acts once; and so many that some of them share.</summary>
    private static Task<RunReport> Run(string name, ScriptedServer server, TimeSpan patience)
    {
        Dictionary<string, double> figures = new()
        {
            ["users"] = 300,
            ["authors"] = 5,
            ["viewers"] = 3,
            ["slow"] = 2,
            ["episodes"] = 1,
            ["creators"] = 2,
        };
        ScenarioProfile profile = new([new Phase(LoadShape.Inject, Seconds: 1, Rate: 300)], [], figures);
        IScenario scenario = Catalogue.All().Single(known => known.Name == name);
        ScenarioRun run = new(scenario, profile, "test", server.Url) { Patience = patience, Limits = ScenarioTests.Limits };
        return run.Execute(TestContext.Current.CancellationToken);
    }
}
