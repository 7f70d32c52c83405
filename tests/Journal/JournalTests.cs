using Interactions.Silo.Storage;
using Xunit;

namespace Interactions.Tests.Journal;

public sealed class JournalTests
{
    private readonly MemoryGrainStorage _storage = new();
    private readonly GrainId _grain = GrainId.Create("ledger", Guid.NewGuid().ToString("N"));

    [Fact]
    public Task A_new_journal_is_empty_and_its_epoch_is_fixed_by_the_first_write() => OneAtATime.Run(async () =>
    {
        var first = await LedgerActivation.Recovered(_storage, _grain);
        Assert.Equal(0, first.Journal.Head);
        Assert.Matches("^[0-9a-f]{16}$", first.Journal.Epoch);

        await first.Append("a");
        var second = await LedgerActivation.Recovered(_storage, _grain);
        Assert.Equal(first.Journal.Epoch, second.Journal.Epoch);
    });

    [Fact]
    public Task Appended_entries_take_as_many_offsets_as_they_count() => OneAtATime.Run(async () =>
    {
        var ledger = await LedgerActivation.Recovered(_storage, _grain);
        Assert.Equal(new LedgerResult(1, 1), await ledger.Append("a"));
        Assert.Equal(new LedgerResult(2, 4), await ledger.Append("b", "c", "d"));
        Assert.Equal(new LedgerResult(5, 5), await ledger.Append("e"));
        Assert.Equal(5, ledger.Journal.Head);
    });

    [Fact]
    public Task The_next_activation_recovers_what_was_acknowledged() => OneAtATime.Run(async () =>
    {
        var first = await LedgerActivation.Recovered(_storage, _grain);
        await first.Append("a", "b");
        await first.Append("c");

        var second = await LedgerActivation.Recovered(_storage, _grain);
        Assert.Equal(["a", "b", "c"], second.Ledger.Values);
        Assert.Equal(3, second.Journal.Head);
        await second.Append("d");

        var third = await LedgerActivation.Recovered(_storage, _grain);
        Assert.Equal(["a", "b", "c", "d"], third.Ledger.Values);
    });

    [Fact]
    public Task A_checkpoint_replaces_the_log_before_it() => OneAtATime.Run(async () =>
    {
        var first = await LedgerActivation.Recovered(_storage, _grain);
        for (var i = 0; i < 10; i++)
        {
            await first.Append($"{i}");
        }

        await first.Journal.Checkpoint();
        await first.Append("after");

        var second = await LedgerActivation.Recovered(_storage, _grain);
        Assert.Equal(first.Ledger.Values, second.Ledger.Values);
        Assert.Equal(11, second.Journal.Head);
        Assert.Equal(first.Journal.Epoch, second.Journal.Epoch);
    });
}
