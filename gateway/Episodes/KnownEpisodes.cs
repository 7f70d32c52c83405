using BitFaster.Caching.Lru;
using Interactions.Episodes;

namespace Interactions.Gateway.Episodes;

/// <summary>
/// What exists, asked before any grain of an episode or creator is touched. Answers, "no" among them, are kept for a second in a bounded cache, so
/// made-up ids cost one question to the catalogue and activate nothing.
/// </summary>
internal sealed class KnownEpisodes(IGrainFactory grains)
{
    private const int AnswersMax = 20_000;
    private static readonly TimeSpan AnswerKept = TimeSpan.FromSeconds(1);

    private readonly ICatalogueGrain _catalogue = grains.GetGrain<ICatalogueGrain>(ICatalogueGrain.Key);
    private readonly ConcurrentTLru<EpisodeId, CatalogueEntry?> _episodes = new(4, AnswersMax, EqualityComparer<EpisodeId>.Default, AnswerKept);
    private readonly ConcurrentTLru<string, bool> _creators = new(4, AnswersMax, StringComparer.Ordinal, AnswerKept);

    public async ValueTask<CatalogueEntry?> Find(EpisodeId id)
    {
        if (_episodes.TryGet(id, out CatalogueEntry? known)) { return known; }
        CatalogueEntry? entry = await _catalogue.Find(id);
        _episodes.AddOrUpdate(id, entry);
        return entry;
    }

    public async ValueTask<bool> HasCreator(string creatorId)
    {
        if (_creators.TryGet(creatorId, out bool known)) { return known; }
        bool has = await _catalogue.HasCreator(creatorId);
        _creators.AddOrUpdate(creatorId, has);
        return has;
    }

    /// <summary>Writes an entry to the catalogue; this gateway knows it at once, the others within a second.</summary>
    public async Task Put(CatalogueEntry entry)
    {
        await _catalogue.Put(entry);
        _episodes.AddOrUpdate(new EpisodeId(entry.EpisodeId), entry);
        _creators.AddOrUpdate(entry.Settings.CreatorId, true);
    }

    public Task<CataloguePage> List(CatalogueQuery query) => _catalogue.List(query);
}
