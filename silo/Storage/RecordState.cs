using Interactions.Silo.Journal;
using Orleans.Storage;

namespace Interactions.Silo.Storage;

/// <summary>How our own storages exchange journal records with the generic interface of grain storage.</summary>
internal static class RecordState
{
    public static byte[] BytesOf<T>(IGrainState<T> state) => state.State is JournalRecord record
        ? record.Bytes
        : throw new NotSupportedException($"This storage keeps journal records only, not {typeof(T)}.");

    public static void Fill<T>(IGrainState<T> state, byte[]? bytes, string? etag)
    {
        state.State = new JournalRecord { Bytes = bytes ?? [] } is T record
            ? record
            : throw new NotSupportedException($"This storage keeps journal records only, not {typeof(T)}.");
        state.RecordExists = bytes is not null;
        state.ETag = etag;
    }

    public static InconsistentStateException Conflict(string name, GrainId grain, string? etag) =>
        new($"The record '{name}' of {grain} has not the version {etag ?? "(none)"}.", storedEtag: null, currentEtag: etag);
}
