using Interactions.Refusals;

namespace Interactions.Episodes;

/// <summary>What became of one operation: accepted, already so, or refused and why. Repeating the operation gives the same.</summary>
/// <param name="Changed">True when it changed the episode; false when it was so already, or refused.</param>
/// <param name="On">Like, bookmark, like of a comment: whether it is so now. Comment: whether it is held for review.</param>
/// <param name="Count">The counter that the operation belongs to, afterwards.</param>
/// <param name="Offset">Comment: its place in the order.</param>
/// <param name="RetryAfterMs">Too fast: how long to wait.</param>
/// <param name="Field">Invalid: the request's property that is wrong.</param>
[GenerateSerializer, Immutable, Alias("interactions.episode-outcome.v1")]
public readonly record struct EpisodeOutcome(
    [property: Id(0)] RefusalCode Refusal,
    [property: Id(1)] bool Changed = false,
    [property: Id(2)] bool On = false,
    [property: Id(3)] long Count = 0,
    [property: Id(4)] long Offset = 0,
    [property: Id(5)] int RetryAfterMs = 0,
    [property: Id(6)] string? Field = null)
{
    public static EpisodeOutcome Refused(RefusalCode code, int retryAfterMs = 0, string? field = null) =>
        new(code, RetryAfterMs: retryAfterMs, Field: field);
}
