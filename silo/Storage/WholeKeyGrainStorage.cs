using Orleans.Storage;

namespace Interactions.Silo.Storage;

/// <summary>
/// Passes the whole grain id as the key of a string-keyed grain. The ADO.NET provider drops the type of a grain and reads keys
/// that look like numbers as numbers, so it would keep episode 05, episode 5 and creator 5 in one record.
/// </summary>
internal sealed class WholeKeyGrainStorage(IGrainStorage storage) : IGrainStorage
{
    // No number begins with it.
    private const string Prefix = "~";

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        storage.ReadStateAsync(stateName, Whole(grainId), grainState);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        storage.WriteStateAsync(stateName, Whole(grainId), grainState);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        storage.ClearStateAsync(stateName, Whole(grainId), grainState);

    private static GrainId Whole(GrainId grainId) => GrainId.Create(grainId.Type, IdSpan.Create(Prefix + grainId));
}
