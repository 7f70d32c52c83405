using System.Globalization;
using System.Text;

namespace Interactions.Gateway.Access;

/// <summary>The name that other viewers see: what the token says, without anything that could disturb a line of text.</summary>
internal static class DisplayName
{
    /// <summary>Longest name, in UTF-16 characters; it is cut between grapheme clusters.</summary>
    public const int LengthMax = 32;

    /// <summary>The cleaned name, or <paramref name="fallback"/> when nothing is left of it.</summary>
    public static string Clean(string? claimed, string fallback)
    {
        StringBuilder kept = new();
        // Longer input is not looked at: a name is short.
        foreach (Rune rune in (claimed ?? "").AsSpan(0, Math.Min(claimed?.Length ?? 0, LengthMax * 8)).EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune)) { AppendSpace(kept); }
            else if (IsVisible(rune)) { kept.Append(rune); }
        }

        string name = CutAtCluster(kept.ToString().Trim().Normalize(NormalizationForm.FormC));
        return name.Length == 0 ? fallback : name;
    }

    /// <summary>
    /// Format characters hide or turn text round, the others show nothing or what no font has. U+FFFD stands for a broken surrogate.
    /// </summary>
    private static bool IsVisible(Rune rune) => rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);

    private static void AppendSpace(StringBuilder kept)
    {
        if (kept.Length > 0 && kept[^1] != ' ') { kept.Append(' '); }
    }

    private static string CutAtCluster(string name)
    {
        int length = 0;
        while (length < name.Length)
        {
            int next = length + StringInfo.GetNextTextElementLength(name, length);
            if (next > LengthMax) { break; }
            length = next;
        }

        return name[..length].TrimEnd();
    }
}
