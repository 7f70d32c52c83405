using System.Globalization;
using System.Text;

namespace Interactions.Comments;

/// <summary>Which characters words are matched by, and what each is folded to.</summary>
internal static class SkeletonCharacters
{
    /// <summary>Whether something of the character can be left in a skeleton: it matters itself, or it is a symbol made of letters.</summary>
    public static bool MayMatter(Rune rune) => Matters(rune) || IsLetterSymbol(rune.Value);

    /// <summary>Letters, digits, and the marks that are part of a letter; for a character in its compatibility form.</summary>
    public static bool Matters(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter => true,
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => true,
        UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter => !CommentCharacters.IsInvisible(rune),
        UnicodeCategory.SpacingCombiningMark => true,
        UnicodeCategory.NonSpacingMark => !IsDecoration(rune.Value),
        _ => false,
    };

    /// <summary>Folds case, digits of other scripts, look-alikes and traditional characters.</summary>
    public static Rune Fold(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber
        ? new Rune('0' + (int)Rune.GetNumericValue(rune))
        : Map(Rune.ToLowerInvariant(Rune.ToUpperInvariant(Map(rune))));

    private static Rune Map(Rune rune) => rune.IsBmp ? new Rune(SkeletonTables.Map((char)rune.Value)) : rune;

    // Symbols by category that NFKC turns into letters: letter-like, circled, squared and parenthesised ones.
    private static bool IsLetterSymbol(int value) =>
        value is (>= 0x2100 and <= 0x214F) or (>= 0x2460 and <= 0x24FF) or (>= 0x3200 and <= 0x33FF) or (>= 0x1F100 and <= 0x1F2FF);

    // Marks that go with any script: accents, variation selectors, the joiner without a glyph, marks around symbols.
    private static bool IsDecoration(int value) => value is (>= 0x0300 and <= 0x036F) or (>= 0x0483 and <= 0x0487) or (>= 0x1AB0 and <= 0x1AFF)
        or (>= 0x1DC0 and <= 0x1DFF) or (>= 0x20D0 and <= 0x20FF) or (>= 0xFE00 and <= 0xFE0F) or (>= 0xFE20 and <= 0xFE2F)
        or (>= 0xE0100 and <= 0xE01EF);
}
