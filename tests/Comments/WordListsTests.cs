using System.Diagnostics.Metrics;
using System.Net.Http.Json;
using Interactions.Comments;
using Interactions.Gateway.Access;
using Interactions.Gateway.Comments;
using Interactions.Gateway.Operations;
using Interactions.Tests.Cluster;
using Interactions.Tests.Gateway;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using Xunit;

namespace Interactions.Tests.Comments;

/// <summary>Word lists that change while the gateway runs.</summary>
public sealed class WordListsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("interactions-words-");
    private readonly FakeLogger<WordLists> _log = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().AddSingleton<GatewayTelemetry>().BuildServiceProvider();
    private int _versions;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string RefuseFile => Path.Combine(_folder.FullName, "refuse.txt");

    private string HoldFile => Path.Combine(_folder.FullName, "hold.txt");

    public static TheoryData<string, string> Unusable => new()
    {
        { "good\n" + new string('x', 10 * 1_024 * 1_024), "longer than" },
        { "good\n!!!", "line 2" },
        { "good\nb\uFFFDd", "line 2" },
        { "", "lost all its words" },
        { "# nothing but a remark\n", "lost all its words" },
    };

    public void Dispose()
    {
        _services.Dispose();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [MemberData(nameof(Unusable), DisableDiscoveryEnumeration = true)]
    public void Row_61_changed_lists_that_cannot_be_used_are_refused_and_those_before_stay(string content, string reason)
    {
        WordLists lists = Lists("badword", "spoiler");
        string before = lists.Current.Id;
        using MetricCollector<long> reloads = new(_services.GetRequiredService<IMeterFactory>(), "Interactions", "interactions.words.reloads");
        foreach (string file in (string[])[RefuseFile, HoldFile])
        {
            string good = File.ReadAllText(file);
            Write(file, content);
            for (int look = 0; look < 3; look++) { lists.LookAgain(); }
            Assert.Equal(before, lists.Current.Id);
            Assert.Equal(WordOutcome.Refused, lists.Current.Judge("a badword").Outcome);
            // Said once for each version of the file, however often it is looked at.
            FakeLogRecord line = Assert.Single(_log.Collector.GetSnapshot(clear: true));
            Assert.Equal(LogLevel.Error, line.Level);
            Assert.Contains(reason, line.Message, StringComparison.Ordinal);
            Write(file, good);
            lists.LookAgain();
            _log.Collector.Clear();
        }
        Assert.Equal(2, reloads.GetMeasurementSnapshot().Count(one => one.Tags["outcome"] is "refused"));
        Write(RefuseFile, "newword");
        lists.LookAgain();
        Assert.Equal(WordOutcome.Refused, lists.Current.Judge("a newword").Outcome);
        Assert.Equal(WordOutcome.Allowed, lists.Current.Judge("a badword").Outcome);
    }

    [Fact]
    public void A_list_that_is_gone_for_a_moment_changes_nothing()
    {
        WordLists lists = Lists("badword", "spoiler");
        File.Delete(RefuseFile);
        lists.LookAgain();
        Assert.Equal(WordOutcome.Refused, lists.Current.Judge("badword").Outcome);
        Assert.Equal(LogLevel.Error, Assert.Single(_log.Collector.GetSnapshot(clear: true)).Level);
        Write(RefuseFile, "newword");
        lists.LookAgain();
        Assert.Equal(WordOutcome.Refused, lists.Current.Judge("newword").Outcome);
    }

    [Fact]
    public void A_link_that_is_turned_to_another_file_is_a_change()
    {
        string first = Path.Combine(_folder.FullName, "first.txt");
        string second = Path.Combine(_folder.FullName, "second.txt");
        Write(first, "badword");
        Write(second, "newword");
        File.CreateSymbolicLink(RefuseFile, first);
        WordLists lists = Lists(null, "spoiler");
        File.Delete(RefuseFile);
        File.CreateSymbolicLink(RefuseFile, second);
        lists.LookAgain();
        Assert.Equal(WordOutcome.Refused, lists.Current.Judge("newword").Outcome);
    }

    [Fact]
    public async Task A_new_word_is_in_force_without_a_restart()
    {
        Write(RefuseFile, "badword");
        Write(HoldFile, "spoiler");
        await using RunningGateway gateway = await RunningGateway.Start(
            $"--Moderation:RefuseFile={RefuseFile}", $"--Moderation:HoldFile={HoldFile}", "--Moderation:ReloadInterval=00:00:00.100", "--Limits:Enforced=false");
        using HttpClient moderator = gateway.HttpAs("mod", Roles.Moderator);
        Assert.Equal("allowed", (await Bench(moderator)).Outcome);
        using MetricCollector<long> reloads = new(gateway.Services.GetRequiredService<IMeterFactory>(), "Interactions", "interactions.words.reloads");
        // In one step: a file that is half written would be a change of its own.
        string next = Path.Combine(_folder.FullName, "next.txt");
        Write(next, "badword\nnewword");
        File.Move(next, RefuseFile, overwrite: true);
        await reloads.WaitForMeasurementsAsync(1, Cancel).WaitAsync(TestCalls.Patience, TimeProvider.System, Cancel);
        Assert.Equal("refused", (await Bench(moderator)).Outcome);
    }

    private static async Task<BenchAnswer> Bench(HttpClient moderator)
    {
        using HttpResponseMessage answer = await moderator.PostAsJsonAsync("/api/moderation/bench", new { text = "a newword" }, Cancel);
        return (await answer.Content.ReadFromJsonAsync<BenchAnswer>(TestEpisode.Json, Cancel))!;
    }

    private WordLists Lists(string? refuse, string hold)
    {
        if (refuse is not null) { Write(RefuseFile, refuse); }
        Write(HoldFile, hold);
        ModerationOptions options = new() { RefuseFile = RefuseFile, HoldFile = HoldFile };
        return new WordLists(Options.Create(options), TimeProvider.System, _services.GetRequiredService<GatewayTelemetry>(), _log);
    }

    /// <summary>Each version has a time of its own, however fast they follow each other.</summary>
    private void Write(string file, string content)
    {
        File.WriteAllText(file, content);
        File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch.AddDays(20_000).AddSeconds(_versions++));
    }
}
