using System.Collections.Concurrent;

namespace Interactions.LoadTests.Viewers;

/// <summary>
/// What all viewers of one episode know together: its pushes, each read once; one content for each offset; and what was acknowledged to whom.
/// </summary>
internal sealed class Room(string episodeId)
{
    private const int RecentMax = 8;

    private readonly Pulse?[] _recent = new Pulse?[RecentMax];
    private readonly Dictionary<long, string> _byOffset = [];
    private readonly List<(long From, long To)> _omitting = [];
    private readonly ConcurrentQueue<string> _faults = new();
    private readonly HashSet<string> _retracted = [];
    private int _oldest;

    public string EpisodeId { get; } = episodeId;

    /// <summary>Comments that were acknowledged, by offset: the author's id of it.</summary>
    public ConcurrentDictionary<long, string> Accepted { get; } = new();

    /// <summary>Comments whose fate is unknown: not answered yet, refused as busy, or the connection was lost.</summary>
    public ConcurrentDictionary<string, bool> Uncertain { get; } = new();

    /// <summary>Shares by id: whether they were acknowledged; else their fate is unknown.</summary>
    public ConcurrentDictionary<string, bool> Shares { get; } = new();

    public IReadOnlyCollection<string> Faults => _faults;

    /// <summary>Whether a push around this offset left out comments or merged them.</summary>
    public bool WasOmitted(long offset)
    {
        lock (_byOffset) { return _omitting.Exists(part => part.From < offset && offset <= part.To); }
    }

    public int RetractedCount
    {
        get { lock (_byOffset) { return _retracted.Count; } }
    }

    /// <summary>Whether screens were told that this comment has to go.</summary>
    public bool WasRetracted(string id)
    {
        lock (_byOffset) { return _retracted.Contains(id); }
    }

    public void Accuse(string fault)
    {
        // One fault repeats itself a thousand times; the first ones name it well enough.
        if (_faults.Count < 100) { _faults.Enqueue(fault); }
    }

    /// <summary>Reads a push, or finds it among the latest ones: 9,000 viewers hear the same bytes.</summary>
    public Pulse Read(ReadOnlySpan<byte> record)
    {
        foreach (Pulse? known in _recent)
        {
            if (known is not null && known.Is(record)) { return known; }
        }
        Pulse pulse = new(record);
        _recent[_oldest] = pulse;
        _oldest = (_oldest + 1) % RecentMax;
        lock (_byOffset)
        {
            if (pulse.Gathers) { _omitting.Add((pulse.From, pulse.To)); }
            _retracted.UnionWith(pulse.Retracted);
        }
        CheckOrder(pulse);
        Note(pulse.Comments);
        return pulse;
    }

    /// <summary>One order for everybody: an offset means the same comment in every push and every answer.</summary>
    public void Note(IEnumerable<ShownComment> comments)
    {
        foreach (ShownComment comment in comments) { Note(comment.Offset, comment.Id); }
    }

    /// <summary>The same of an acknowledgement, and of what is stored in the end.</summary>
    public void Note(long offset, string id)
    {
        lock (_byOffset)
        {
            if (_byOffset.TryAdd(offset, id) || _byOffset[offset] == id) { return; }
            Accuse($"{EpisodeId}: offset {offset} was told as '{_byOffset[offset]}' and as '{id}'.");
        }
    }

    private void CheckOrder(Pulse pulse)
    {
        long before = pulse.From;
        foreach (ShownComment comment in pulse.Comments)
        {
            if (comment.Offset <= before || comment.Offset > pulse.To)
            {
                Accuse($"{EpisodeId}: a push ({pulse.From}, {pulse.To}] has offset {comment.Offset} after {before}.");
            }
            before = comment.Offset;
        }
    }
}
