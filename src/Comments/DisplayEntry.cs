namespace Interactions.Comments;

/// <summary>What the display budget needs to know of a comment.</summary>
/// <param name="Lot">The comment's place in the draw, from <see cref="LotOf"/>.</param>
/// <param name="Weight">How much likelier it is shown than a comment of weight 1; less than 1 counts as 1.</param>
/// <param name="Always">Shown whatever the budget says: the creator's own and pinned comments.</param>
public readonly record struct DisplayEntry(ulong Lot, int Weight, bool Always)
{
    /// <summary>
    /// The same comment and seed have the same lot everywhere. The author chooses the id, so the seed is a secret of the room: without it somebody
    /// could look for ids that always win.
    /// </summary>
    public static ulong LotOf(ReadOnlySpan<char> commentId, ulong seed)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (char c in commentId)
        {
            hash = (hash ^ c) * 0x100000001B3;
        }
        return SplitMix.Mix(SplitMix.Mix(hash ^ seed) + seed);
    }
}
