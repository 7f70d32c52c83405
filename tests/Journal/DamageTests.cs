using Interactions.Silo.Journal;
using Interactions.Silo.Storage;
using Xunit;

namespace Interactions.Tests.Journal;

/// <summary>A damaged record stops its grain with its name; it is never skipped.</summary>
public sealed class DamageTests
{
    private readonly MemoryGrainStorage _storage = new();
    private readonly GrainId _grain = GrainId.Create("ledger", Guid.NewGuid().ToString("N"));

    public static TheoryData<string> Records => [RecordNames.Head, RecordNames.Chunk(1, 0), RecordNames.Segment(4), RecordNames.Segment(5)];

    [Theory]
    [MemberData(nameof(Records))]
    public Task Any_changed_byte_is_noticed(string name) => OneAtATime.Run(async () =>
    {
        await WriteJournal();
        var whole = (await RawRecords.Read(_storage, _grain, name))!;
        for (var at = 0; at < whole.Length; at++)
        {
            var changed = (byte[])whole.Clone();
            changed[at] ^= 0x10;
            await AssertDamaged(name, changed);
        }
    });

    [Theory]
    [MemberData(nameof(Records))]
    public Task A_record_cut_short_is_noticed(string name) => OneAtATime.Run(async () =>
    {
        await WriteJournal();
        var whole = (await RawRecords.Read(_storage, _grain, name))!;
        foreach (var length in new[] { 0, 1, 4, 19, 20, whole.Length - 1 })
        {
            await AssertDamaged(name, whole[..length]);
        }
    });

    [Theory]
    [InlineData("c/1/0")]
    [InlineData("s/000000000004")]
    public Task A_record_that_is_missing_before_others_is_noticed(string name) => OneAtATime.Run(async () =>
    {
        await WriteJournal();
        await AssertDamaged(name, null);
    });

    [Fact]
    public Task A_segment_in_the_place_of_another_is_noticed() => OneAtATime.Run(async () =>
    {
        await WriteJournal();
        await AssertDamaged(RecordNames.Segment(4), await RawRecords.Read(_storage, _grain, RecordNames.Segment(5)));
    });

    [Fact]
    public Task A_segment_of_another_journal_is_noticed() => OneAtATime.Run(async () =>
    {
        await WriteJournal();
        var other = GrainId.Create("ledger", "other");
        var ledger = await LedgerActivation.Recovered(_storage, other);
        for (var i = 1; i <= 4; i++)
        {
            await ledger.Append("foreign");
        }

        await AssertDamaged(RecordNames.Segment(4), await RawRecords.Read(_storage, other, RecordNames.Segment(4)));
    });

    [Fact]
    public Task A_record_of_a_later_format_is_named_as_such() => OneAtATime.Run(async () =>
    {
        await WriteJournal();
        var record = (await RawRecords.Read(_storage, _grain, RecordNames.Segment(4)))!;
        record[2] = Envelope.Format + 1;
        var damage = await AssertDamaged(RecordNames.Segment(4), record);
        Assert.Contains("format 2", damage.Message, StringComparison.Ordinal);
    });

    private async Task WriteJournal()
    {
        var ledger = await LedgerActivation.Recovered(_storage, _grain);
        foreach (var value in new[] { "1", "2", "3" })
        {
            await ledger.Append(value);
        }

        await ledger.Journal.Checkpoint();
        await ledger.Append("4");
        await ledger.Append("5");
    }

    private async Task<JournalDamagedException> AssertDamaged(string name, byte[]? bytes)
    {
        var whole = await RawRecords.Read(_storage, _grain, name);
        await RawRecords.Replace(_storage, _grain, name, bytes);
        var damage = await Assert.ThrowsAsync<JournalDamagedException>(() => LedgerActivation.Recovered(_storage, _grain));
        Assert.Equal((_grain, name), (damage.Grain, damage.Record));
        await RawRecords.Replace(_storage, _grain, name, whole);
        return damage;
    }
}
