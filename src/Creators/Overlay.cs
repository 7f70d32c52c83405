namespace Interactions.Creators;

/// <summary>
/// Lets a browser source, such as that of OBS, show one episode until the creator revokes it. The key itself is kept nowhere.
/// </summary>
/// <param name="OverlayId">The creator's name for it.</param>
/// <param name="CreatedAtMs">Unix milliseconds.</param>
/// <param name="KeyHash">SHA-256 of the key.</param>
[GenerateSerializer, Immutable, Alias("interactions.overlay.v1")]
public sealed record Overlay(
    [property: Id(0)] string OverlayId, [property: Id(1)] string EpisodeId, [property: Id(2)] long CreatedAtMs, [property: Id(3)] byte[] KeyHash);

/// <summary>The overlays of a creator that are good, oldest first.</summary>
[GenerateSerializer, Immutable, Alias("interactions.overlay-list.v1")]
public sealed record OverlayList([property: Id(0)] Overlay[] Overlays)
{
    /// <summary>Most overlays of a creator; one more revokes the oldest.</summary>
    public const int CountMax = 20;
}
