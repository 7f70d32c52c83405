using BitFaster.Caching.Lru;
using Interactions.Episodes;
using Interactions.Gateway.Cluster;
using Interactions.Gateway.Operations;

namespace Interactions.Gateway.Episodes;

/// <summary>
/// What exists, asked before any grain of an episode or creator is touched. Answers, "no" among them, are kept for a second in a bounded cache, so
/// made-up ids cost one question to the catalogue and activate nothing. What exists is known for longer, for the time in which the catalogue moves: its
/// silo's death must not stop the episodes of the others.
/// </summary>
internal sealed class KnownEpisodes(IGrainFactory grains, RepeatedCalls calls, TimeProvider clock)
{
    private const int AnswersMax = 20_000;
    private static readonly TimeSpan AnswerKept = TimeSpan.FromSeconds(1);

    /// <summary>How long the catalogue has for its answer when an old one is known. It answers from memory, within milliseconds.</summary>
    private static readonly TimeSpan AnswerPatience = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentTLru<EpisodeId, CatalogueEntry?> _episodes = new(4, AnswersMax, EqualityComparer<EpisodeId>.Default, AnswerKept);
    private readonly ConcurrentLru<EpisodeId, CatalogueEntry> _oldEpisodes = new(4, AnswersMax, EqualityComparer<EpisodeId>.Default);
    private readonly ConcurrentTLru<string, bool> _creators = new(4, AnswersMax, StringComparer.Ordinal, AnswerKept);
    private readonly ConcurrentLru<string, bool> _oldCreators = new(4, AnswersMax, StringComparer.Ordinal);

    /// <summary>Not kept: a gateway of a cluster makes this object before it has met a silo that knows the grain.</summary>
    private ICatalogueGrain Catalogue => grains.GetGrain<ICatalogueGrain>(ICatalogueGrain.Key);

    public async ValueTask<CatalogueEntry?> Find(EpisodeId id)
    {
        if (_episodes.TryGet(id, out CatalogueEntry? known)) { return known; }
        CatalogueEntry? entry = _oldEpisodes.TryGet(id, out CatalogueEntry? old)
            ? await Ask(() => Catalogue.Find(id), old)
            : await calls.Run(() => Catalogue.Find(id));
        _episodes.AddOrUpdate(id, entry);
        if (entry is not null) { _oldEpisodes.AddOrUpdate(id, entry); }
        return entry;
    }

    public async ValueTask<bool> HasCreator(string creatorId)
    {
        if (_creators.TryGet(creatorId, out bool known)) { return known; }
        bool has = _oldCreators.TryGet(creatorId, out bool _)
            ? await Ask(() => Catalogue.HasCreator(creatorId), true)
            : await calls.Run(() => Catalogue.HasCreator(creatorId));
        _creators.AddOrUpdate(creatorId, has);
        if (has) { _oldCreators.AddOrUpdate(creatorId, true); }
        return has;
    }

    /// <summary>Writes an entry to the catalogue; this gateway knows it at once, the others within a second.</summary>
    public async Task Put(CatalogueEntry entry)
    {
        await Catalogue.Put(entry);
        EpisodeId id = new(entry.EpisodeId);
        _episodes.AddOrUpdate(id, entry);
        _oldEpisodes.AddOrUpdate(id, entry);
        _creators.AddOrUpdate(entry.Settings.CreatorId, true);
        _oldCreators.AddOrUpdate(entry.Settings.CreatorId, true);
    }

    public Task<CataloguePage> List(CatalogueQuery query) => Catalogue.List(query);

    /// <summary>Asks once, and believes the old answer when there is none in time.</summary>
    private async Task<T> Ask<T>(Func<Task<T>> question, T old)
    {
        Task<T> answer = question();
        try
        {
            return await answer.WaitAsync(AnswerPatience, clock);
        }
        catch (Exception fault) when (GrainFault.IsPassing(fault))
        {
            answer.Ignore();
            return old;
        }
    }
}
