using System.Security.Cryptography;

namespace Interactions.Silo.Journal;

/// <summary>Where an activation stands in its journal: what recovery found and what its own writes added.</summary>
internal sealed class JournalPosition(HeadRecord? head, string? headETag)
{
    /// <summary>Null until the first segment of a journal without a head is known.</summary>
    private ulong? _epoch = head?.Epoch;

    /// <summary>The generation of the journal, made here if nobody has written yet.</summary>
    public ulong Epoch => _epoch ??= BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));

    /// <summary>The head as last read or written; null if there is none in the storage.</summary>
    public HeadRecord? Head { get; set; } = head;

    public string? HeadETag { get; set; } = headETag;

    /// <summary>The offset of the last operation.</summary>
    public long Offset { get; set; } = head?.Checkpoint?.Head ?? 0;

    public long NextSegment { get; set; } = head?.FirstSegment ?? 1;

    /// <summary>The claims among the segments after the checkpoint.</summary>
    public List<long> Claims { get; } = [];

    /// <summary>What the log since the checkpoint weighs.</summary>
    public long LogWeight { get; set; }

    /// <summary>Takes a recovered segment in, before its entries are applied.</summary>
    /// <exception cref="JournalDamagedException">It does not follow what was there.</exception>
    public void Follow(Segment segment, GrainId grain)
    {
        _epoch ??= segment.Epoch;
        if (segment.Epoch != _epoch || segment.FirstOffset != Offset + 1)
        {
            var reason = $"it begins at {segment.Epoch:x16}:{segment.FirstOffset}, but {_epoch:x16}:{Offset + 1} is expected";
            throw new JournalDamagedException(grain, RecordNames.Segment(segment.Number), reason);
        }
    }

    /// <summary>Moves past a segment that is durable.</summary>
    public void Pass(Segment segment, int bytes)
    {
        NextSegment = segment.Number + 1;
        LogWeight += bytes + JournalLimits.SegmentOverhead;
        if (segment.Claim)
        {
            Claims.Add(segment.Number);
        }
    }
}
