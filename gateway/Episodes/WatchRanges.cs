using Interactions.Watching;

namespace Interactions.Gateway.Episodes;

/// <summary>Reads the ranges of a watch report as clients send them: pairs of seconds, maybe with fractions.</summary>
internal static class WatchRanges
{
    private const double SecondMax = 1_000_000;

    /// <summary>Rounds each range inwards to whole seconds, so that nobody claims a second that he has seen a part of.</summary>
    public static bool TryRead(double[][]? ranges, out int[] flat)
    {
        flat = [];
        if (ranges is null || ranges.Length > WatchReport.RangesMax) { return false; }
        int[] read = new int[ranges.Length * 2];
        for (int i = 0; i < ranges.Length; i++)
        {
            if (ranges[i] is not [double from, double to] || !(from >= 0 && to >= from && to <= SecondMax)) { return false; }
            (read[2 * i], read[(2 * i) + 1]) = ((int)Math.Ceiling(from), (int)Math.Floor(to));
        }
        flat = read;
        return true;
    }
}
