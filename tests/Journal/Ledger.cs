using Interactions.Silo.Journal;

namespace Interactions.Tests.Journal;

/// <summary>The smallest subject of a journal that notices anything: it keeps every value, in order, and answers where it put it.</summary>
internal sealed class Ledger : IJournaled<LedgerEntry, LedgerResult, LedgerSnapshot>
{
    public List<string> Values { get; private set; } = [];

    public int Count(LedgerEntry entry) => entry.Values.Length;

    public LedgerResult Apply(LedgerEntry entry, long offset)
    {
        // An offset that does not fit is remembered, so that a test sees it in the state.
        Values.AddRange(offset == Values.Count + 1 ? entry.Values : [$"offset {offset} at {Values.Count + 1}"]);
        return new LedgerResult(offset, Values.Count);
    }

    public LedgerSnapshot TakeSnapshot() => new([.. Values]);

    public void Restore(LedgerSnapshot snapshot) => Values = [.. snapshot.Values];
}

[GenerateSerializer, Immutable, Alias("interactions.tests.ledger-entry.v1")]
internal sealed record LedgerEntry([property: Id(0)] string[] Values);

[GenerateSerializer, Immutable, Alias("interactions.tests.ledger-snapshot.v1")]
internal sealed record LedgerSnapshot([property: Id(0)] string[] Values);

internal sealed record LedgerResult(long Offset, int CountAfter);
