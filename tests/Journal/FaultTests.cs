using Interactions.Silo.Journal;
using Interactions.Silo.Storage;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Interactions.Tests.Journal;

/// <summary>A storage that fails: the outcome of each write is found out, or the activation ends.</summary>
public sealed class FaultTests
{
    private static readonly JournalOptions Impatient = new()
    {
        WriteTimeout = TimeSpan.FromMilliseconds(100),
        SettleTimeout = TimeSpan.FromMilliseconds(400),
    };

    /// <summary>Finds out about a hanging call soon, and gives up long after it has settled its outcome.</summary>
    private static readonly JournalOptions Settling = new()
    {
        WriteTimeout = TimeSpan.FromMilliseconds(100),
        SettleTimeout = TimeSpan.FromMinutes(5),
    };

    private readonly FakeTimeProvider _time = new();
    private readonly MemoryGrainStorage _storage = new();
    private readonly FaultyStorage _faulty;
    private readonly GrainId _grain = GrainId.Create("ledger", Guid.NewGuid().ToString("N"));

    public FaultTests() => _faulty = new FaultyStorage(_storage);

    [Theory]
    [InlineData(nameof(Fault.FailsBefore))]
    [InlineData(nameof(Fault.FailsAfter))]
    [InlineData(nameof(Fault.HangsBefore))]
    [InlineData(nameof(Fault.HangsAfter))]
    [InlineData(nameof(Fault.Conflict))]
    public Task An_unknown_outcome_is_settled_and_the_entry_is_there_once(string fault) => OneAtATime.Run(async () =>
    {
        var ledger = await LedgerActivation.Recovered(_faulty, _grain, Settling, _time);
        await ledger.Append("before");
        _faulty.Once(StorageCall.Write, RecordNames.Segment(2), Enum.Parse<Fault>(fault));
        var settled = ledger.Append("settled");
        await PassTimeUntil(settled);
        Assert.Equal(new LedgerResult(2, 2), await settled);
        await ledger.Append("after");
        await AssertRecovers("before", "settled", "after");
    });

    [Theory]
    [InlineData(nameof(Fault.FailsBefore))]
    [InlineData(nameof(Fault.FailsAfter))]
    [InlineData(nameof(Fault.HangsAfter))]
    public Task A_checkpoint_settles_its_heads_and_chunks_alike(string fault) => OneAtATime.Run(async () =>
    {
        foreach (var name in new[] { RecordNames.Head, RecordNames.Chunk(1, 0) })
        {
            var grain = GrainId.Create("ledger", Guid.NewGuid().ToString("N"));
            var faulty = new FaultyStorage(_storage);
            var ledger = await LedgerActivation.Recovered(faulty, grain, Settling, _time);
            await ledger.Append("a");
            faulty.Once(StorageCall.Write, name, Enum.Parse<Fault>(fault));
            await PassTimeUntil(ledger.Journal.Checkpoint());
            Assert.Null(ledger.Journal.Lost);
            await ledger.Append("b");

            var next = await LedgerActivation.Recovered(_storage, grain);
            Assert.Equal(["a", "b"], next.Ledger.Values);
            Assert.NotNull(await RawRecords.Read(_storage, grain, RecordNames.Chunk(1, 0)));
        }
    });

    [Fact]
    public Task A_storage_that_stays_away_ends_the_activation_and_acknowledges_nothing() => OneAtATime.Run(async () =>
    {
        var ledger = await LedgerActivation.Recovered(_faulty, _grain, Impatient, _time);
        await ledger.Append("before");
        _faulty.Decide = (_, _) => Fault.FailsBefore;
        var never = ledger.Append("never");
        await PassTimeUntil(never);
        var lost = await Assert.ThrowsAsync<JournalLostException>(() => never);
        Assert.Same(FaultyStorage.Failure, lost.InnerException);
        Assert.Same(lost, ledger.Journal.Lost);
        await Assert.ThrowsAsync<JournalLostException>(() => ledger.Append("nor this"));
        Assert.Equal(["before"], ledger.Ledger.Values);
        await AssertRecovers("before");
    });

    [Fact]
    public Task A_stalled_storage_fills_the_queue_and_then_refuses_at_once() => OneAtATime.Run(async () =>
    {
        var ledger = await LedgerActivation.Recovered(_faulty, _grain, new JournalOptions { EntriesWaitingMax = 3 });
        var gate = new TaskCompletionSource();
        _faulty.Gate = gate.Task;
        var underWay = ledger.Append("under way");
        var waiting = Enumerable.Range(0, 3).Select(i => ledger.Append($"waiting {i}")).ToList();
        var refused = ledger.Append("one too many");
        Assert.True(refused.IsFaulted);
        await Assert.ThrowsAsync<JournalBusyException>(() => refused);

        gate.SetResult();
        await Task.WhenAll([underWay, .. waiting]);
        await AssertRecovers("under way", "waiting 0", "waiting 1", "waiting 2");
    });

    [Fact]
    public Task Bytes_that_wait_are_bounded_too() => OneAtATime.Run(async () =>
    {
        var ledger = await LedgerActivation.Recovered(_faulty, _grain, new JournalOptions { BytesWaitingMax = 1 << 20 });
        var gate = new TaskCompletionSource();
        _faulty.Gate = gate.Task;
        var large = new string('x', 600_000);
        var taken = new List<Task> { ledger.Append(large), ledger.Append(large) };
        await Assert.ThrowsAsync<JournalBusyException>(() => ledger.Append(large));
        gate.SetResult();
        await Task.WhenAll(taken);
    });

    [Fact]
    public Task Entries_that_arrive_during_an_append_share_the_next_segment() => OneAtATime.Run(async () =>
    {
        var ledger = await LedgerActivation.Recovered(_faulty, _grain);
        var gate = new TaskCompletionSource();
        _faulty.Gate = gate.Task;
        var appends = Enumerable.Range(0, 100).Select(i => ledger.Append($"{i}")).ToList();
        gate.SetResult();
        var results = await Task.WhenAll(appends);
        Assert.Equal(Enumerable.Range(1, 100), results.Select(result => (int)result.Offset));
        Assert.Equal(
            [RecordNames.Segment(1), RecordNames.Segment(2)],
            _faulty.Calls.Where(call => call.Call == StorageCall.Write).Select(call => call.Name));
    });

    [Fact]
    public Task An_entry_that_no_record_can_hold_is_refused_and_harms_nothing() => OneAtATime.Run(async () =>
    {
        var ledger = await LedgerActivation.Recovered(_storage, _grain);
        var refused = await Assert.ThrowsAsync<JournalEntryTooLargeException>(() => ledger.Append(new string('x', JournalLimits.EntryBytesMax)));
        Assert.True(refused.Bytes > JournalLimits.EntryBytesMax);
        await ledger.Append(new string('x', JournalLimits.EntryBytesMax - 100));
        await ledger.Append("small");
        Assert.Equal(2, ledger.Journal.Head);
    });

    [Fact]
    public Task A_checkpoint_whose_chunks_are_refused_is_given_up_and_the_log_lives_on() => OneAtATime.Run(async () =>
    {
        var ledger = await LedgerActivation.Recovered(_faulty, _grain, Impatient, _time);
        await ledger.Append("a");
        _faulty.Decide = (call, name) =>
            call == StorageCall.Write && name.StartsWith("c/", StringComparison.Ordinal) ? Fault.FailsBefore : Fault.None;
        await PassTimeUntil(ledger.Journal.Checkpoint());
        await ledger.Append("b");
        await AssertRecovers("a", "b");

        _faulty.Decide = (_, _) => Fault.None;
        // The log has grown by half meanwhile, so another attempt may be under way.
        await PassTimeUntil(ledger.Journal.Checkpoint());
        await AssertRecovers("a", "b");
        Assert.Null(await RawRecords.Read(_storage, _grain, RecordNames.Segment(2)));
    });

    /// <summary>Time passes only when nothing else is to be done: the journal and this loop take turns on one scheduler.</summary>
    private async Task PassTimeUntil(Task work)
    {
        while (!work.IsCompleted)
        {
            await Task.Yield();
            _time.Advance(TimeSpan.FromMilliseconds(1));
        }
    }

    private async Task AssertRecovers(params string[] values)
    {
        var next = await LedgerActivation.Recovered(_storage, _grain);
        Assert.Equal(values, next.Ledger.Values);
    }
}
