namespace Interactions.Episodes;

/// <summary>An episode by playback second.</summary>
/// <param name="Counts">How many sessions saw each second.</param>
/// <param name="Likes">How many of those who like it now did so at each second, as far as their players said.</param>
[GenerateSerializer, Immutable, Alias("interactions.retention.v1")]
public sealed record Retention([property: Id(0)] int[] Counts, [property: Id(1)] int[] Likes);
