namespace Interactions.Episodes;

/// <summary>What a gateway gathered for one episode while its previous batch was under way.</summary>
[GenerateSerializer, Immutable, Alias("interactions.episode-batch.v1")]
public sealed record EpisodeBatch([property: Id(0)] EpisodeOperation[] Operations)
{
    /// <summary>Most operations in one batch: with the longest comments they still fit into one record of any storage.</summary>
    public const int OperationsMax = 500;
}

/// <summary>The outcomes of a batch, in its order, and the episode's head after it.</summary>
[GenerateSerializer, Immutable, Alias("interactions.episode-outcomes.v1")]
public sealed record EpisodeOutcomes([property: Id(0)] EpisodeOutcome[] Outcomes, [property: Id(1)] long Head);

/// <summary>A batch as the journal keeps it: with the instant at which the episode took it, so that replay decides as life did.</summary>
/// <param name="AtMs">Unix milliseconds.</param>
[GenerateSerializer, Immutable, Alias("interactions.episode-entry.v1")]
public sealed record EpisodeEntry([property: Id(0)] long AtMs, [property: Id(1)] EpisodeOperation[] Operations);
