using System.Diagnostics.Metrics;
using Interactions.Episodes;
using Interactions.Silo.Episodes;
using Interactions.Silo.Journal;
using Interactions.Silo.Operations;
using Interactions.Silo.Storage;
using Interactions.Tests.Journal;
using Interactions.Users;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Orleans.Serialization;
using Xunit;

namespace Interactions.Tests.Episodes;

/// <summary>An audit of its own over the shared silo: with its own clock, meters and log, so that nobody else's episodes are counted.</summary>
[Collection(nameof(TestSilo))]
public sealed class AuditTests : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private readonly TestSilo _silo;
    private readonly ServiceProvider _services = LedgerActivation.NewServices();
    private readonly FakeTimeProvider _clock = new();
    private readonly FakeLogger<EpisodeAudit> _log = new();
    private readonly HotEpisodes _hot = new();
    private readonly MetricCollector<long> _audits;
    private readonly MetricCollector<long> _drift;
    private readonly EpisodeAudit _audit;

    public AuditTests(TestSilo silo)
    {
        _silo = silo;
        IMeterFactory meters = _services.GetRequiredService<IMeterFactory>();
        _audit = new EpisodeAudit(_hot, silo.Grains, Options.Create(new EpisodeOptions { AuditInterval = Interval }), _clock,
            _services.GetRequiredService<SiloTelemetry>(), _log);
        _audits = new MetricCollector<long>(meters, SiloTelemetry.MeterName, "interactions.audits");
        _drift = new MetricCollector<long>(meters, SiloTelemetry.MeterName, "interactions.audit.drift");
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _silo.Storage.Decide = (_, _) => Fault.None;
        await _audit.StopAsync(CancellationToken.None);
        _audit.Dispose();
        _audits.Dispose();
        _drift.Dispose();
        await _services.DisposeAsync();
    }

    [Fact]
    public void Of_all_that_tell_the_hottest_is_taken_once()
    {
        _hot.Tell("a", 5);
        _hot.Tell("b", 9);
        _hot.Tell("c", 8);
        _hot.Tell("d", 0);
        Assert.Equal("b", _hot.Take());
        Assert.Null(_hot.Take());
        _hot.Tell("d", 0);
        Assert.Null(_hot.Take());
    }

    [Fact]
    public async Task An_episode_tells_what_it_has_taken_since_its_last_recount()
    {
        // A silo of its own: the heat of other tests' episodes must not hide these two.
        await using TestSilo silo = new();
        await silo.InitializeAsync();
        (IEpisodeGrain hot, IEpisodeGrain cool) = (await silo.NewEpisode(), await silo.NewEpisode());
        await Like(hot, [new UserKey(1, 1), new UserKey(1, 2)]);
        await silo.Within(TestSilo.Unlimited, () => Task.FromResult(silo.Hot.Take() == hot.GetPrimaryKeyString()));
        await hot.Verify();
        silo.Hot.Take();
        string? next = null;
        await silo.Within(TestSilo.Unlimited, () => Task.FromResult((next = silo.Hot.Take()) is not null));
        Assert.Equal(cool.GetPrimaryKeyString(), next);
    }

    [Fact]
    public async Task Right_counters_are_audited_and_say_nothing()
    {
        IEpisodeGrain episode = await _silo.NewEpisode();
        await Like(episode, [new UserKey(1, 1), new UserKey(1, 2)]);
        Assert.Equal("right", await Audit(episode));
        Assert.Equal([0L], _drift.GetMeasurementSnapshot().Select(found => found.Value));
        Assert.Empty(_log.Collector.GetSnapshot());
    }

    [Fact]
    public async Task A_corrupted_tally_is_found_counted_and_named_in_one_line()
    {
        IEpisodeGrain episode = await _silo.NewEpisode();
        await Like(episode, [new UserKey(1, 1), new UserKey(1, 2), new UserKey(1, 3)]);
        // The journal says from now on that one user has asked three times; the living episode counts three users.
        await RewriteSegment(episode, 2, [.. Enumerable.Repeat(EpisodeOperation.Like(new UserKey(1, 1), true), 3)]);
        Assert.Equal("wrong", await Audit(episode));
        Assert.Equal([2L], _drift.GetMeasurementSnapshot().Select(found => found.Value));
        string line = Assert.Single(_log.Collector.GetSnapshot()).Message;
        Assert.StartsWith($"The counters of episode {episode.GetPrimaryKeyString()} are wrong by 2:", line, StringComparison.Ordinal);
        Assert.DoesNotContain(_audits.GetMeasurementSnapshot(), found => found.Tags.Values.Contains(episode.GetPrimaryKeyString()));
    }

    [Fact]
    public async Task While_the_storage_is_away_an_audit_stays_unfinished_and_the_next_one_goes_on()
    {
        IEpisodeGrain episode = await _silo.NewEpisode();
        _silo.Storage.Decide = (_, _) => Fault.FailsBefore;
        Assert.Equal("unfinished", await Audit(episode));
        _silo.Storage.Decide = (_, _) => Fault.None;
        Assert.Equal("right", await Audit(episode));
    }

    [Fact]
    public Task Likes_are_taken_while_a_recount_reads() => OneAtATime.Run(async () =>
    {
        FaultyStorage storage = new(new MemoryGrainStorage());
        GrainId id = GrainId.Create("episode", "one");
        JournalFactory journals = new(
            storage, _services, Options.Create(new JournalOptions()), TimeProvider.System, _services.GetRequiredService<SiloTelemetry>(),
            new FakeLogger<JournalFactory>());
        EpisodeLedger living = new();
        Journal<EpisodeEntry, EpisodeOutcome[], EpisodeSnapshot> journal = journals.Open(id, living);
        await journal.Recover();
        await journal.Append(new EpisodeEntry(1, [EpisodeOperation.Create(EpisodeStory.Creator, EpisodeStory.Settings)]));
        using ManualResetEventSlim goOn = new();
        bool released = false;
        TaskCompletionSource reads = new(TaskCreationOptions.RunContinuationsAsynchronously);
        // The thread itself is held, as it is while a large checkpoint is read: on the episode's scheduler nothing else would run.
        storage.Decide = (call, _) =>
        {
            if (call != StorageCall.Read || reads.Task.IsCompleted) { return Fault.None; }
            reads.SetResult();
            released = goOn.Wait(TimeSpan.FromMinutes(2), Cancel);
            return Fault.None;
        };
        Task<EpisodeRecount> recount = new Recounting(living, id, journals, TimeProvider.System).Run(journal.Head);
        await reads.Task.WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System, Cancel);
        await journal.Append(new EpisodeEntry(2, [EpisodeOperation.Like(new UserKey(1, 1), true)]));
        goOn.Set();
        Assert.Equal((0, 1), ((await recount).Drift, (await recount).Recount.Likes));
        Assert.True(released);
    });

    /// <summary>Lets a minute pass, and answers how the audit of the episode ended.</summary>
    private async Task<object?> Audit(IEpisodeGrain episode)
    {
        int before = _audits.GetMeasurementSnapshot().Count;
        _hot.Tell(episode.GetPrimaryKeyString(), 1);
        if (_audit.ExecuteTask is null) { await _audit.StartAsync(Cancel); }
        for (int turn = 0; _audits.GetMeasurementSnapshot().Count == before; turn++)
        {
            Assert.InRange(turn, 0, 60_000);
            _clock.Advance(Interval);
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancel);
        }
        return Assert.Single(_audits.GetMeasurementSnapshot().Skip(before)).Tags["outcome"];
    }

    /// <summary>Puts other operations, as many, into a durable segment.</summary>
    private async Task RewriteSegment(IEpisodeGrain episode, long number, EpisodeOperation[] operations)
    {
        (GrainId id, string name) = (episode.GetGrainId(), RecordNames.Segment(number));
        Segment segment = Segment.Decode((await RawRecords.Read(_silo.Storage, id, name))!, id, number);
        Serializer<EpisodeEntry> entries = _services.GetRequiredService<Serializer<EpisodeEntry>>();
        EpisodeEntry entry = entries.Deserialize(Assert.Single(segment.Entries))!;
        segment = segment with { Entries = [entries.SerializeToArray(entry with { Operations = operations })] };
        await RawRecords.Replace(_silo.Storage, id, name, segment.Encode());
    }

    private static Task<EpisodeOutcomes> Like(IEpisodeGrain episode, UserKey[] users) =>
        episode.Apply(new EpisodeBatch([.. users.Select(user => EpisodeOperation.Like(user, true))]));
}
