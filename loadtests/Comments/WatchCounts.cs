namespace Interactions.LoadTests.Comments;

/// <summary>What viewers and publishers heard, summed.</summary>
/// <param name="Due">Comments that were accepted, each times the viewers of its room.</param>
/// <param name="Delivered">Comments that reached viewers.</param>
/// <param name="Omitted">Comments that viewers were told were left out.</param>
/// <param name="Gaps">Pushes that did not continue where the viewer stood: something between was lost, and the viewer would have to ask.</param>
/// <param name="Repeats">Pushes that told again what the viewer had heard.</param>
internal readonly record struct WatchCounts(
    long Accepted, long Refused, long Due, long Delivered, long Omitted, long Frames, long Gaps, long Repeats)
{
    public static WatchCounts operator -(WatchCounts a, WatchCounts b) => new(
        a.Accepted - b.Accepted, a.Refused - b.Refused, a.Due - b.Due, a.Delivered - b.Delivered, a.Omitted - b.Omitted, a.Frames - b.Frames,
        a.Gaps - b.Gaps, a.Repeats - b.Repeats);
}
