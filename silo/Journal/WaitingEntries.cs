namespace Interactions.Silo.Journal;

/// <summary>An entry on its way into the journal, and whoever waits for its result.</summary>
internal sealed record WaitingEntry<TEntry, TResult>(TEntry Entry, int Count, byte[] Bytes)
{
    // The continuation of a caller must not run inside the loop that applies entries.
    public TaskCompletionSource<TResult> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>The bounded queue behind a journal's group commit.</summary>
internal sealed class WaitingEntries<TEntry, TResult>(int entriesMax, int bytesMax)
{
    private readonly Queue<WaitingEntry<TEntry, TResult>> _waiting = new();
    private long _bytes;

    public int Count => _waiting.Count;

    /// <returns>False if the queue is full; an empty queue takes any entry.</returns>
    public bool TryAdd(WaitingEntry<TEntry, TResult> entry)
    {
        if (_waiting.Count >= entriesMax || (_waiting.Count > 0 && _bytes + entry.Bytes.Length > bytesMax))
        {
            return false;
        }

        _waiting.Enqueue(entry);
        _bytes += entry.Bytes.Length;
        return true;
    }

    /// <summary>The entries of the next segment: as many as fit, at least one.</summary>
    public WaitingEntry<TEntry, TResult>[] TakeSegment()
    {
        var taken = new WaitingEntry<TEntry, TResult>[CountThatFit()];
        for (var i = 0; i < taken.Length; i++)
        {
            taken[i] = _waiting.Dequeue();
            _bytes -= taken[i].Bytes.Length;
        }

        return taken;
    }

    public void FailAll(Exception fault)
    {
        while (_waiting.TryDequeue(out var entry))
        {
            entry.Result.SetException(fault);
        }

        _bytes = 0;
    }

    private int CountThatFit()
    {
        var (count, bytes) = (0, 0);
        foreach (var entry in _waiting)
        {
            bytes += entry.Bytes.Length + sizeof(int);
            if (count > 0 && bytes > JournalLimits.SegmentBytesMax)
            {
                break;
            }

            count++;
        }

        return count;
    }
}
