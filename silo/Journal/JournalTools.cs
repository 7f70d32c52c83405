using Interactions.Silo.Operations;
using Orleans.Serialization;

namespace Interactions.Silo.Journal;

/// <summary>What all journals of one kind share.</summary>
internal sealed record JournalTools<TEntry, TSnapshot>(
    Serializer<TEntry> Entries,
    Serializer<TSnapshot> Snapshots,
    JournalOptions Options,
    TimeProvider Time,
    SiloTelemetry Telemetry,
    ILogger Logger);
