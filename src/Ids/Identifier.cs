using System.Buffers;

namespace Interactions.Ids;

/// <summary>The one rule for ids that clients make or name: <c>[A-Za-z0-9_-]{1,64}</c>, checked at the edge before any grain is touched.</summary>
public static class Identifier
{
    /// <summary>Longest id, in characters.</summary>
    public const int LengthMax = 64;

    private static readonly SearchValues<char> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    public static bool IsValid(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= LengthMax && !text.ContainsAnyExcept(Alphabet);
}
