using Orleans.Storage;

namespace Interactions.Silo.Journal;

/// <summary>Passes the bytes of a <see cref="JournalRecord"/> through unchanged: no JSON, no base64.</summary>
internal sealed class JournalRecordSerializer : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input) => input is JournalRecord record
        ? new BinaryData(record.Bytes)
        : throw new NotSupportedException($"The journal's storage keeps journal records only, not {typeof(T)}.");

    // The copy is needed: a provider may hand out a pooled buffer.
    public T Deserialize<T>(BinaryData input) => new JournalRecord { Bytes = input.ToArray() } is T record
        ? record
        : throw new NotSupportedException($"The journal's storage keeps journal records only, not {typeof(T)}.");
}
