using Orleans.Concurrency;

namespace Interactions.Episodes;

/// <summary>An episode as the catalogue lists it.</summary>
/// <param name="Version">Where the episode's journal set the settings, 0 at its creation: an entry that was overtaken by a later one says nothing new.</param>
[GenerateSerializer, Immutable, Alias("interactions.catalogue-entry.v1")]
public sealed record CatalogueEntry(
    [property: Id(0)] string EpisodeId, [property: Id(1)] EpisodeSettings Settings, [property: Id(2)] long Version = 0);

/// <param name="AfterId">List from behind this episode id; null from the start.</param>
/// <param name="Limit">1 to 500.</param>
[GenerateSerializer, Immutable, Alias("interactions.catalogue-query.v1")]
public sealed record CatalogueQuery([property: Id(0)] string? AfterId, [property: Id(1)] int Limit)
{
    public const int LimitMax = 500;
}

[GenerateSerializer, Immutable, Alias("interactions.catalogue-page.v1")]
public sealed record CataloguePage([property: Id(0)] CatalogueEntry[] Entries, [property: Id(1)] string? Next);

/// <summary>
/// The list of all episodes: what gateways ask before they touch an episode's grain, so that made-up ids activate nothing. One grain, key <see cref="Key"/>.
/// </summary>
[Alias("interactions.catalogue"), GrainInterfaceType("catalogue")]
public interface ICatalogueGrain : IGrainWithStringKey
{
    public const string Key = "catalogue";

    /// <summary>Adds an episode or replaces its settings, unless newer ones are known; durable when it answers.</summary>
    [AlwaysInterleave, Alias("put")]
    Task Put(CatalogueEntry entry);

    [AlwaysInterleave, Alias("find")]
    Task<CatalogueEntry?> Find(EpisodeId id);

    [AlwaysInterleave, Alias("list")]
    Task<CataloguePage> List(CatalogueQuery query);

    /// <summary>Whether anybody of that id owns an episode.</summary>
    [AlwaysInterleave, Alias("has-creator")]
    Task<bool> HasCreator(string creatorId);
}
