namespace Interactions.Episodes;

/// <summary>How many sessions saw each second of an episode.</summary>
[GenerateSerializer, Immutable, Alias("interactions.retention.v1")]
public sealed record Retention([property: Id(0)] int[] Counts);
