namespace Interactions.Silo.Journal;

/// <summary>Ceilings that are safety, not tuning: they follow from what the smallest storage (an Azure table row, 960 KiB) takes.</summary>
internal static class JournalLimits
{
    /// <summary>One serialized entry, in bytes.</summary>
    public const int EntryBytesMax = 900 * 1024;

    /// <summary>A segment gathers entries up to this; a single larger entry gets a segment of its own.</summary>
    public const int SegmentBytesMax = 512 * 1024;

    /// <summary>The part of a snapshot that one checkpoint chunk carries.</summary>
    public const int ChunkBytesMax = 512 * 1024;

    /// <summary>A log lighter than this is never worth a checkpoint.</summary>
    public const long CheckpointWeightMin = 1024 * 1024;

    /// <summary>
    /// What a segment weighs beside its bytes: reading one costs a round trip, about as much as 4 KiB of a checkpoint, whatever is in it. Weighed too
    /// lightly, many small segments would make recovery long.
    /// </summary>
    public const int SegmentOverhead = 4 * 1024;

    /// <summary>Records read ahead while recovering.</summary>
    public const int ReadAheadMax = 32;

    /// <summary>Records written or cleared at once for a checkpoint; low, because appends go on meanwhile.</summary>
    public const int CheckpointConcurrency = 4;
}
