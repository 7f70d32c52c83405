using Interactions.Refusals;

namespace Interactions.Silo.Journal;

/// <summary>How a grain writes: with the journal's troubles turned into what callers understand.</summary>
/// <remarks>The causes stay here, in the log: exceptions of storages and journals cannot travel to another process.</remarks>
internal static class JournaledGrain
{
    /// <summary>
    /// Appends an entry and returns its result. When the journal is lost to this activation, the activation ends: its state may be stale, and the
    /// next one recovers what is durable.
    /// </summary>
    /// <exception cref="BusyException">Nothing is promised; the caller waits and repeats.</exception>
    public static async Task<TResult> Commit<TEntry, TResult, TSnapshot>(this Grain grain, Journal<TEntry, TResult, TSnapshot> journal, TEntry entry)
    {
        try
        {
            return await journal.Append(entry);
        }
        catch (JournalBusyException busy)
        {
            throw new BusyException(busy.Message);
        }
        catch (JournalLostException)
        {
            ((IGrainBase)grain).DeactivateOnIdle();
            throw new BusyException("This grain has to recover its journal first; wait and repeat.");
        }
    }

    /// <summary>Recovers the journal at activation. When that fails, the activation does, and the next call tries again.</summary>
    /// <exception cref="BusyException">The storage is away or a record is damaged; the journal has logged which.</exception>
    public static async Task Recover<TEntry, TResult, TSnapshot>(this Grain _, Journal<TEntry, TResult, TSnapshot> journal)
    {
        try
        {
            await journal.Recover();
        }
        catch (Exception fault)
        {
            throw new BusyException($"This grain cannot recover its journal: {fault.Message}");
        }
    }
}
