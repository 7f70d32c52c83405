namespace Interactions.Silo.Journal;

/// <summary>What a grain storage holds for us: bytes that only the journal understands.</summary>
internal sealed class JournalRecord
{
    public byte[] Bytes { get; init; } = [];
}
