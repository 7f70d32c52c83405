namespace Interactions.Silo.Journal;

/// <summary>Too many entries wait for the storage. Nothing of the refused entry is kept; the caller may try again.</summary>
internal sealed class JournalBusyException(int entriesWaiting)
    : Exception($"The journal is busy: {entriesWaiting} entries wait for the storage.")
{
    public int EntriesWaiting { get; } = entriesWaiting;
}

/// <summary>
/// This activation no longer owns its journal: another one wrote to it, or the outcome of a write could not be found out in
/// time. What it holds in memory may be stale, so the activation must end; the next one recovers what is durable.
/// </summary>
internal sealed class JournalLostException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>A record cannot be what was written. It is never skipped: the grain stops until an operator restores the record.</summary>
internal sealed class JournalDamagedException(GrainId grain, string record, string reason, Exception? cause = null)
    : Exception($"The record '{record}' of {grain} is damaged: {reason}.", cause)
{
    public GrainId Grain { get; } = grain;

    public string Record { get; } = record;
}

/// <summary>One entry is larger than a record may be. It was not written.</summary>
internal sealed class JournalEntryTooLargeException(int bytes)
    : Exception($"An entry of {bytes} bytes does not fit into the journal: at most {JournalLimits.EntryBytesMax} are allowed.")
{
    public int Bytes { get; } = bytes;
}
