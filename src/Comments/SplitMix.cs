namespace Interactions.Comments;

/// <summary>Spreads every bit of a word over all its bits: the finaliser of SplitMix64. Not a cryptographic hash.</summary>
internal static class SplitMix
{
    public static ulong Mix(ulong word)
    {
        word += 0x9E3779B97F4A7C15;
        word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9;
        word = (word ^ (word >> 27)) * 0x94D049BB133111EB;
        return word ^ (word >> 31);
    }
}
