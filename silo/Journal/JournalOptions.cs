namespace Interactions.Silo.Journal;

/// <summary>How long and how much a journal waits. Section <c>Journal</c>.</summary>
internal sealed class JournalOptions
{
    public const string Section = "Journal";

    /// <summary>
    /// A storage call that has not answered by then counts as "outcome unknown" and is settled by reading.
    /// Default 5 s, range 100 ms to 1 min: longer than any healthy write, shorter than a viewer's patience.
    /// </summary>
    public TimeSpan WriteTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long the outcome of one write may stay unknown before the activation gives up.
    /// Default 10 s, range 100 ms to 5 min: outlives a failover of the storage, not an outage.
    /// </summary>
    public TimeSpan SettleTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Entries of one grain that may wait for the append under way. Default 1,000, range 1 to 100,000: an entry is a
    /// gateway's batch, so a thousand are seconds of a hot episode.
    /// </summary>
    public int EntriesWaitingMax { get; set; } = 1_000;

    /// <summary>Bytes of one grain that may wait. Default 16 MiB, range 1 MiB to 1 GiB: a thousand large batches must not fill the memory.</summary>
    public int BytesWaitingMax { get; set; } = 16 * 1024 * 1024;

    /// <summary>
    /// How long the first segment of each activation outlives its checkpoint. A process that was paused for less than half
    /// of this runs into it; one that was paused for longer asks the head before it acknowledges anything.
    /// Default 1 day, range 1 min to 30 days.
    /// </summary>
    public TimeSpan ClaimsSparedFor { get; set; } = TimeSpan.FromDays(1);
}
