using Interactions.Silo.Operations;

namespace Interactions.Silo.Journal;

/// <summary>
/// Writes whose outcome is known when they return. A storage that reports an error may have written all the same, so the
/// outcome is read: our bytes mean success, another's mean that the journal is lost, the old version means "try again".
/// </summary>
internal sealed class SettledStore(RecordStore records, TimeSpan settleTimeout, TimeProvider time, SiloTelemetry telemetry)
{
    private static readonly TimeSpan PauseMin = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(1);

    /// <summary>Writes over the version that has <paramref name="etag"/>; null means that there must be no record.</summary>
    /// <returns>The new ETag.</returns>
    /// <exception cref="JournalLostException">Another activation wrote there, or the outcome stayed unknown for too long.</exception>
    public async Task<string?> Write(string name, byte[] bytes, string? etag)
    {
        var began = time.GetTimestamp();
        for (var pause = PauseMin; ; pause = Longer(pause))
        {
            Exception fault;
            try
            {
                return await records.Write(name, bytes, etag);
            }
            catch (Exception unknown)
            {
                fault = unknown;
            }

            var found = await ReadUntil(name, began, fault);
            if (found.Bytes is not null && found.Bytes.AsSpan().SequenceEqual(bytes))
            {
                return found.ETag;
            }

            if (etag is null ? found.Bytes is not null : found.ETag != etag)
            {
                telemetry.OnJournalConflict();
                throw new JournalLostException($"Another activation of {records.Grain} wrote '{name}'.", fault);
            }

            await PauseWithin(began, pause, name, fault);
        }
    }

    /// <summary>Reads, and tries again while the storage fails.</summary>
    /// <exception cref="JournalLostException">The storage failed for too long.</exception>
    public Task<StoredRecord> Read(string name) => ReadUntil(name, time.GetTimestamp(), cause: null);

    private async Task<StoredRecord> ReadUntil(string name, long began, Exception? cause)
    {
        for (var pause = PauseMin; ; pause = Longer(pause))
        {
            try
            {
                return await records.Read(name);
            }
            catch (Exception fault)
            {
                await PauseWithin(began, pause, name, cause ?? fault);
            }
        }
    }

    private Task PauseWithin(long began, TimeSpan pause, string name, Exception fault) =>
        time.GetElapsedTime(began) + pause < settleTimeout
            ? Task.Delay(pause, time)
            : throw new JournalLostException($"The outcome of '{name}' of {records.Grain} stayed unknown for {settleTimeout}.", fault);

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < PauseMax ? pause * 2 : PauseMax;
}
