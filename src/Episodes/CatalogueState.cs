namespace Interactions.Episodes;

/// <summary>The catalogue's entries, listed by episode id.</summary>
public sealed class CatalogueState
{
    private readonly Dictionary<string, CatalogueEntry> _entries = new(StringComparer.Ordinal);
    private readonly List<string> _ids = [];
    private readonly HashSet<string> _creators = new(StringComparer.Ordinal);

    public CatalogueEntry? Find(string episodeId) => _entries.GetValueOrDefault(episodeId);

    public bool HasCreator(string creatorId) => _creators.Contains(creatorId);

    /// <summary>Adds an episode or replaces its settings. Two gateways may tell of two changes in the wrong order: the newer settings stay.</summary>
    public void Put(CatalogueEntry entry)
    {
        if (Find(entry.EpisodeId) is not { } known)
        {
            _ids.Insert(~_ids.BinarySearch(entry.EpisodeId, StringComparer.Ordinal), entry.EpisodeId);
            _creators.Add(entry.Settings.CreatorId);
        }
        else if (known.Version > entry.Version) { return; }
        _entries[entry.EpisodeId] = entry;
    }

    public CataloguePage List(string? afterId, int limit)
    {
        int start = afterId is null ? 0 : _ids.BinarySearch(afterId, StringComparer.Ordinal);
        start = start < 0 ? ~start : afterId is null ? 0 : start + 1;
        CatalogueEntry[] entries = [.. _ids.Skip(start).Take(limit).Select(id => _entries[id])];
        return new CataloguePage(entries, start + entries.Length < _ids.Count ? entries[^1].EpisodeId : null);
    }

    public CatalogueEntry[] TakeSnapshot() => [.. _entries.Values];

    /// <summary>Fills an empty state from <see cref="TakeSnapshot"/>.</summary>
    public void Restore(CatalogueEntry[] entries)
    {
        foreach (CatalogueEntry entry in entries.OrderBy(entry => entry.EpisodeId, StringComparer.Ordinal)) { Put(entry); }
    }
}
