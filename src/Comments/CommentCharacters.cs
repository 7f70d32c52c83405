using System.Globalization;
using System.Text;

namespace Interactions.Comments;

/// <summary>What single characters mean for a comment's text.</summary>
internal static class CommentCharacters
{
    /// <summary>Characters that have no business in a line of text, or that change how the text around them is shown.</summary>
    public static bool IsForbidden(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => true,
        UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
        _ => IsBidirectional(rune.Value) || IsTag(rune.Value),
    };

    /// <summary>Characters that draw nothing by themselves. A text of only these would be an empty bullet.</summary>
    public static bool IsInvisible(Rune rune)
    {
        UnicodeCategory category = Rune.GetUnicodeCategory(rune);
        return IsMark(category) || IsBlank(rune.Value) || category is UnicodeCategory.Format
            or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
    }

    public static bool IsMark(UnicodeCategory category) =>
        category is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    public static bool IsSymbol(UnicodeCategory category) => category is UnicodeCategory.OtherSymbol or UnicodeCategory.MathSymbol
        or UnicodeCategory.ModifierSymbol or UnicodeCategory.OtherPunctuation or UnicodeCategory.DashPunctuation;

    // Embeddings, overrides and isolates, and the three marks: unclosed they reverse what follows, in logs as well.
    private static bool IsBidirectional(int value) =>
        value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0x200E or 0x200F or 0x061C;

    private static bool IsTag(int value) => value is >= 0xE0000 and <= 0xE007F;

    // Letters by category, blank by design: the Hangul fillers and the empty Braille cell.
    private static bool IsBlank(int value) => value is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800;
}
