namespace Interactions.Tests.Storage;

internal enum DiskAct
{
    Write,
    Truncate,
    Sync,
    Delete,
}

/// <summary>Something that SQLite did to a file. A truncation's offset is the new size.</summary>
internal sealed record DiskEvent(DiskAct Act, string File, long Offset, byte[] Bytes);

/// <summary>What reaches the disk of that which no fsync has confirmed before the power goes.</summary>
internal enum Unsynced
{
    /// <summary>All of it, as when only the process dies.</summary>
    Kept,

    /// <summary>All of it, but the last write ends in its middle.</summary>
    Torn,

    /// <summary>Nothing.</summary>
    Dropped,

    /// <summary>Any of its sectors, in any order: each is kept or not by chance.</summary>
    Shuffled,
}

/// <summary>All that was done to the files of one folder, in order; and the files as they may be when the power goes at any place in it.</summary>
internal sealed class DiskLog
{
    private const int SectorBytes = 512;
    private readonly Lock _lock = new();
    private readonly List<DiskEvent> _events = [];

    public DiskEvent this[int index] => _events[index];

    public int Count
    {
        get
        {
            lock (_lock) { return _events.Count; }
        }
    }

    public void Write(string file, long offset, ReadOnlySpan<byte> bytes) => Add(new DiskEvent(DiskAct.Write, file, offset, bytes.ToArray()));

    public void Truncate(string file, long size) => Add(new DiskEvent(DiskAct.Truncate, file, size, []));

    public void Sync(string file) => Add(new DiskEvent(DiskAct.Sync, file, 0, []));

    public void Delete(string file) => Add(new DiskEvent(DiskAct.Delete, file, 0, []));

    /// <summary>The same, on a disk that promises fsync and does nothing.</summary>
    public DiskLog OnLyingDisk()
    {
        DiskLog lying = new();
        lying._events.AddRange(_events.Select(happened => happened.Act == DiskAct.Sync ? happened with { File = "" } : happened));
        return lying;
    }

    /// <summary>The files when the power goes after the first <paramref name="cut"/> events.</summary>
    public Dictionary<string, byte[]> FilesAt(int cut, Unsynced unsynced, Random chance)
    {
        Dictionary<string, int> syncedTo = [];
        for (int i = 0; i < cut; i++)
        {
            if (_events[i].Act == DiskAct.Sync) { syncedTo[_events[i].File] = i; }
        }
        Dictionary<string, MemoryStream> files = [];
        for (int i = 0; i < cut; i++)
        {
            DiskEvent happened = _events[i];
            if (happened.Act == DiskAct.Sync) { continue; }
            if (happened.Act == DiskAct.Delete) { files.Remove(happened.File); }
            else if (i < syncedTo.GetValueOrDefault(happened.File)) { Do(At(happened.File), happened); }
            else { foreach (DiskEvent part in Survivors(happened, i == cut - 1)) { Do(At(happened.File), part); } }
        }
        return files.ToDictionary(file => file.Key, file => file.Value.ToArray());

        MemoryStream At(string file) => files.TryGetValue(file, out MemoryStream? known) ? known : files[file] = new MemoryStream();

        IEnumerable<DiskEvent> Survivors(DiskEvent happened, bool last) => unsynced switch
        {
            Unsynced.Kept => [happened],
            Unsynced.Torn when last => [happened with { Bytes = happened.Bytes[..chance.Next(happened.Bytes.Length + 1)] }],
            Unsynced.Torn => [happened],
            Unsynced.Shuffled => Sectors(happened).Where(_ => chance.Next(2) == 0),
            _ => [],
        };
    }

    private static IEnumerable<DiskEvent> Sectors(DiskEvent happened)
    {
        if (happened.Act != DiskAct.Write) { yield return happened; }
        for (int from = 0, to; from < happened.Bytes.Length; from = to)
        {
            to = (int)Math.Min(happened.Bytes.Length, from + SectorBytes - ((happened.Offset + from) % SectorBytes));
            yield return happened with { Offset = happened.Offset + from, Bytes = happened.Bytes[from..to] };
        }
    }

    private void Add(DiskEvent happened)
    {
        lock (_lock) { _events.Add(happened); }
    }

    private static void Do(MemoryStream file, DiskEvent happened)
    {
        if (happened.Act == DiskAct.Truncate) { file.SetLength(happened.Offset); }
        file.Position = happened.Offset;
        file.Write(happened.Bytes);
    }
}
