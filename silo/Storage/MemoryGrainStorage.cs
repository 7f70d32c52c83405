using System.Collections.Concurrent;
using System.Globalization;
using Orleans.Storage;

namespace Interactions.Silo.Storage;

/// <summary>
/// Keeps records in the memory of the process: for tests and tries. Silos of one process that name the same memory share it,
/// and it outlives each of them. The rules are those of the durable storages: insert or conflict, and ETags.
/// </summary>
internal sealed class MemoryGrainStorage : IGrainStorage
{
    private static readonly ConcurrentDictionary<string, MemoryGrainStorage> Memories = new();
    private readonly ConcurrentDictionary<(GrainId Grain, string Name), Entry> _records = new();
    private long _versions;

    /// <summary>The memory of this name.</summary>
    public static MemoryGrainStorage Named(string name) => Memories.GetOrAdd(name, _ => new MemoryGrainStorage());

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var found = _records.GetValueOrDefault((grainId, stateName));
        RecordState.Fill(grainState, found?.Bytes, found?.ETag);
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var version = Interlocked.Increment(ref _versions).ToString(CultureInfo.InvariantCulture);
        var next = new Entry([.. RecordState.BytesOf(grainState)], version);
        var written = grainState.ETag is null
            ? _records.TryAdd((grainId, stateName), next)
            : Current(stateName, grainId, grainState.ETag) is { } current && _records.TryUpdate((grainId, stateName), next, current);
        if (!written)
        {
            return Task.FromException(RecordState.Conflict(stateName, grainId, grainState.ETag));
        }

        grainState.ETag = next.ETag;
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (Current(stateName, grainId, grainState.ETag) is not { } current
            || !_records.TryRemove(new((grainId, stateName), current)))
        {
            return Task.FromException(RecordState.Conflict(stateName, grainId, grainState.ETag));
        }

        RecordState.Fill(grainState, null, null);
        return Task.CompletedTask;
    }

    private Entry? Current(string stateName, GrainId grainId, string? etag) =>
        _records.TryGetValue((grainId, stateName), out var found) && found.ETag == etag ? found : null;

    // A class, so that the dictionary compares versions by identity.
    private sealed class Entry(byte[] bytes, string etag)
    {
        public byte[] Bytes { get; } = bytes;

        public string ETag { get; } = etag;
    }
}
