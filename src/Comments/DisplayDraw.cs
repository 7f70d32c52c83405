namespace Interactions.Comments;

/// <summary>One lot in the draw for the screen: the smallest keys win.</summary>
/// <param name="Key">Exponentially distributed with the entry's weight as its rate, so that winning is proportional to weight.</param>
/// <param name="Lot">The entry's lot; decides between equal keys.</param>
/// <param name="Index">Where the entry stands in its window; decides when the same comment is given twice.</param>
internal readonly record struct DisplayDraw(double Key, ulong Lot, int Index) : IComparable<DisplayDraw>
{
    public static DisplayDraw Of(DisplayEntry entry, int index)
    {
        // The top 53 bits, shifted by a half so that the logarithm never sees zero.
        double uniform = ((entry.Lot >> 11) + 0.5) / (1UL << 53);
        return new(-Math.Log(uniform) / Math.Max(1, entry.Weight), entry.Lot, index);
    }

    public int CompareTo(DisplayDraw other)
    {
        int byKey = Key.CompareTo(other.Key);
        int byLot = byKey != 0 ? byKey : Lot.CompareTo(other.Lot);
        return byLot != 0 ? byLot : Index.CompareTo(other.Index);
    }
}
