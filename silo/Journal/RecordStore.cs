using Orleans.Storage;

namespace Interactions.Silo.Journal;

/// <summary>A record as it lies in the storage. <see cref="Bytes"/> is null when there is none.</summary>
internal readonly record struct StoredRecord(byte[]? Bytes, string? ETag);

/// <summary>The records of one grain in its grain storage. Every call is bounded in time; a call that is late has an unknown outcome.</summary>
internal sealed class RecordStore(IGrainStorage storage, GrainId grain, TimeSpan timeout, TimeProvider time)
{
    public GrainId Grain => grain;

    public async Task<StoredRecord> Read(string name)
    {
        var state = new GrainState<JournalRecord>();
        await storage.ReadStateAsync(name, grain, state).WaitAsync(timeout, time);
        return new StoredRecord(state.RecordExists ? state.State!.Bytes : null, state.ETag);
    }

    /// <summary>Writes over the version that has <paramref name="etag"/>; null means that there must be no record.</summary>
    /// <returns>The new ETag.</returns>
    public async Task<string?> Write(string name, byte[] bytes, string? etag)
    {
        var state = new GrainState<JournalRecord>(new JournalRecord { Bytes = bytes }, etag) { RecordExists = etag is not null };
        await storage.WriteStateAsync(name, grain, state).WaitAsync(timeout, time);
        return state.ETag;
    }

    public async Task Clear(string name)
    {
        var state = new GrainState<JournalRecord>();
        await storage.ReadStateAsync(name, grain, state).WaitAsync(timeout, time);
        if (state.RecordExists)
        {
            await storage.ClearStateAsync(name, grain, state).WaitAsync(timeout, time);
        }
    }
}
