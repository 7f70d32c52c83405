namespace Interactions.Comments;

/// <summary>
/// The comments of an episode ordered by playback time, in segments of <see cref="CommentLimits.TrackSegmentMs"/>. It knows comments only by
/// their index in the caller's list: 12 bytes each. Not safe for concurrent use; a grain owns it.
/// </summary>
/// <remarks>
/// An index names one comment for as long as versions are compared, and is added at most once until it is removed: the caller settles duplicates.
/// </remarks>
public sealed class CommentTrack
{
    private readonly CommentTrackSegment?[] _segments;
    private uint _arrivals;

    /// <summary>A track without comments.</summary>
    /// <param name="durationMs">The episode's length in milliseconds, 0 to <see cref="CommentLimits.CommentAtMsMax"/>.</param>
    public CommentTrack(long durationMs)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(durationMs);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(durationMs, CommentLimits.CommentAtMsMax);
        DurationMs = durationMs;
        _segments = new CommentTrackSegment?[(durationMs / CommentLimits.TrackSegmentMs) + 1];
    }

    /// <summary>The latest playback time that a comment may have, in milliseconds.</summary>
    public long DurationMs { get; }

    /// <summary>How many segments there are, empty ones included.</summary>
    public int SegmentCount => _segments.Length;

    /// <summary>How many comments there are.</summary>
    public int Count { get; private set; }

    /// <summary>Puts a comment at its playback time, after those that arrived before it for the same millisecond.</summary>
    /// <returns>False when the time is outside the episode; nothing changes then.</returns>
    public bool Add(int index, long atMs)
    {
        if (atMs < 0 || atMs > DurationMs)
        {
            return false;
        }
        (_segments[atMs / CommentLimits.TrackSegmentMs] ??= new()).Add(index, (int)atMs, _arrivals++);
        Count++;
        return true;
    }

    /// <summary>Takes a comment out again.</summary>
    /// <returns>False when it is not there; nothing changes then.</returns>
    public bool Remove(int index, long atMs)
    {
        bool removed = atMs >= 0 && atMs <= DurationMs && _segments[atMs / CommentLimits.TrackSegmentMs]?.Remove(index) == true;
        Count -= removed ? 1 : 0;
        return removed;
    }

    /// <summary>Marks a comment that is there, or takes its mark back, so that its segment gets another version.</summary>
    public void Mark(int index, long atMs, bool on) => Find((int)(atMs / CommentLimits.TrackSegmentMs))?.Mark(index, on);

    /// <summary>
    /// The comments of a segment ordered by playback time, then arrival. Valid until the next change. Empty when there is no such segment.
    /// </summary>
    public ReadOnlySpan<int> Segment(int number) => Find(number) is { } segment ? segment.Ordered() : [];

    /// <summary>
    /// Names the contents of a segment, for an ETag: it changes with every change, and equal contents have an equal version, also after
    /// the track was built anew from a checkpoint. 0 is an empty or absent segment.
    /// </summary>
    public ulong Version(int number) => Find(number)?.Version ?? 0;

    private CommentTrackSegment? Find(int number) => (uint)number < (uint)_segments.Length ? _segments[number] : null;
}
