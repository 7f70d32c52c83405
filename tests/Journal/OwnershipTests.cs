using Interactions.Silo.Journal;
using Interactions.Silo.Storage;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Interactions.Tests.Journal;

/// <summary>Several activations of one grain live at once: only the owner acknowledges, whoever sleeps and for how long.</summary>
public sealed class OwnershipTests
{
    private readonly MemoryGrainStorage _storage = new();
    private readonly FakeTimeProvider _time = new();
    private readonly GrainId _grain = GrainId.Create("ledger", Guid.NewGuid().ToString("N"));

    [Fact]
    public Task A_predecessor_meets_the_claim_of_its_successor() => OneAtATime.Run(async () =>
    {
        var old = await Activate();
        await old.Append("old");
        var next = await Activate();
        await next.Append("next");
        await Assert.ThrowsAsync<JournalLostException>(() => old.Append("late"));
        await AssertRecovers("old", "next");
    });

    [Fact]
    public Task An_activation_that_lost_loses_all_that_waits_with_it() => OneAtATime.Run(async () =>
    {
        var old = await Activate();
        await old.Append("old");
        var next = await Activate();
        await next.Append("next");
        var late = Enumerable.Range(0, 5).Select(i => old.Append($"late {i}")).ToList();
        foreach (var append in late)
        {
            await Assert.ThrowsAsync<JournalLostException>(() => append);
        }

        Assert.Equal(["old"], old.Ledger.Values);
        await old.Journal.Settled();
    });

    [Theory]
    [InlineData(1)]
    [InlineData(11)]
    [InlineData(13)]
    [InlineData(25)]
    [InlineData(24 * 30)]
    public Task A_predecessor_that_wakes_after_the_log_was_cleared_acknowledges_nothing(int hoursAsleep) => OneAtATime.Run(async () =>
    {
        var old = await Activate();
        await old.Append("old");
        var next = await Activate();
        await WriteAndCheckpoint(next, "next");
        _time.Advance(TimeSpan.FromHours(hoursAsleep));

        // The second checkpoint clears the claims that are due.
        await WriteAndCheckpoint(next, "later");
        await Assert.ThrowsAsync<JournalLostException>(() => old.Append("late"));
        await next.Append("end");
        await AssertRecovers("old", "next", "later", "end");
    });

    [Fact]
    public Task A_claim_is_spared_for_a_day_and_then_cleared() => OneAtATime.Run(async () =>
    {
        var ledger = await Activate();
        await ledger.Append("claim");
        await ledger.Append("more");
        await ledger.Journal.Checkpoint();
        Assert.True(await Exists(1));
        Assert.False(await Exists(2));

        _time.Advance(TimeSpan.FromHours(23));
        await WriteAndCheckpoint(ledger, "next");
        Assert.True(await Exists(1));

        // Whoever makes the checkpoint a day later need not be who made the claim.
        var successor = await Activate();
        _time.Advance(TimeSpan.FromHours(2));
        await WriteAndCheckpoint(successor, "last");
        Assert.False(await Exists(1));
        await AssertRecovers("claim", "more", "next", "last");
    });

    [Fact]
    public Task An_activation_that_read_before_the_log_was_cleared_and_writes_after_acknowledges_nothing() => OneAtATime.Run(async () =>
    {
        var owner = await Activate();
        await owner.Append("1");
        var stale = await Activate();
        await owner.Append("2");
        await owner.Append("3");
        await owner.Journal.Checkpoint();
        Assert.False(await Exists(2));

        // Its place, segment 2, is free again: an insert alone would succeed.
        await Assert.ThrowsAsync<JournalLostException>(() => stale.Append("bogus"));
        Assert.True(await Exists(2));
        await owner.Append("4");
        await AssertRecovers("1", "2", "3", "4");
    });

    [Fact]
    public Task An_activation_that_has_written_nothing_makes_no_checkpoint() => OneAtATime.Run(async () =>
    {
        var owner = await Activate();
        await owner.Append("1");
        var stale = await Activate();
        await stale.Journal.Checkpoint();
        Assert.Null(await RawRecords.Read(_storage, _grain, RecordNames.Head));
    });

    [Fact]
    public Task A_predecessor_cannot_finish_its_checkpoint_after_its_successor_made_one() => OneAtATime.Run(async () =>
    {
        var slow = new FaultyStorage(_storage);
        var old = await LedgerActivation.Recovered(slow, _grain, time: _time);
        await old.Append("old");
        var gate = new TaskCompletionSource();
        slow.Decide = (_, name) =>
        {
            slow.Gate = name.StartsWith("c/", StringComparison.Ordinal) ? gate.Task : slow.Gate;
            return Fault.None;
        };
        var checkpoint = old.Journal.Checkpoint();
        while (!slow.Calls.Any(call => call.Name == RecordNames.Chunk(1, 0)))
        {
            await Task.Yield();
        }

        var next = await Activate();
        await WriteAndCheckpoint(next, "next");
        gate.SetResult();
        await checkpoint;
        Assert.NotNull(old.Journal.Lost);
        await AssertRecovers("old", "next");

        // What the predecessor wrote too late is known by name and cleared a day later.
        Assert.NotNull(await RawRecords.Read(_storage, _grain, RecordNames.Chunk(1, 0)));
        _time.Advance(TimeSpan.FromHours(25));
        await WriteAndCheckpoint(next, "later");
        Assert.Null(await RawRecords.Read(_storage, _grain, RecordNames.Chunk(1, 0)));
    });

    [Fact]
    public Task A_recovery_that_is_overtaken_by_a_checkpoint_starts_again() => OneAtATime.Run(async () =>
    {
        var owner = await Activate();
        for (var i = 1; i <= 5; i++)
        {
            await owner.Append($"{i}");
        }

        var slow = new FaultyStorage(_storage);
        var (reached, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        slow.Decide = (_, name) =>
        {
            if (name == RecordNames.Segment(3))
            {
                slow.Gate = go.Task;
                reached.TrySetResult();
            }

            return Fault.None;
        };
        var recovery = LedgerActivation.Recovered(slow, _grain, time: _time);
        await reached.Task;
        await owner.Append("6");
        await owner.Journal.Checkpoint();
        go.SetResult();
        Assert.Equal(["1", "2", "3", "4", "5", "6"], (await recovery).Ledger.Values);
    });

    private Task<LedgerActivation> Activate() => LedgerActivation.Recovered(_storage, _grain, time: _time);

    private static async Task WriteAndCheckpoint(LedgerActivation ledger, string value)
    {
        await ledger.Append(value);
        await ledger.Journal.Checkpoint();
    }

    private async Task<bool> Exists(long segment) => await RawRecords.Read(_storage, _grain, RecordNames.Segment(segment)) is not null;

    private async Task AssertRecovers(params string[] values) => Assert.Equal(values, (await Activate()).Ledger.Values);
}
