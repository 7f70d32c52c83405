namespace Interactions.Watching;

/// <summary>What a client says it watched since its last report.</summary>
/// <param name="Ranges">Pairs from, to: whole seconds of playback, <c>to</c> exclusive; the array is flat: from0, to0, from1, to1 …</param>
/// <param name="Ended">The session is over.</param>
[GenerateSerializer, Immutable, Alias("interactions.watch-report.v1")]
public sealed record WatchReport([property: Id(0)] int[] Ranges, [property: Id(1)] bool Ended)
{
    /// <summary>Most ranges in one report.</summary>
    public const int RangesMax = 32;
}
