using System.Globalization;
using System.Text;

namespace Interactions.Comments;

/// <summary>
/// The form of a text on which words are matched: compatibility forms are resolved (NFKC), case is folded, accents, spaces, punctuation, symbols and
/// zero-width characters are gone, look-alikes are Latin letters and common traditional characters are simplified.
/// Every place leads back to the text it came from.
/// </summary>
/// <remarks>
/// Not caught: pinyin and its initials, words described by other words, words split over two comments, words made only of symbols,
/// traditional characters outside the table.
/// </remarks>
public sealed class Skeleton
{
    private readonly string _original;
    private readonly (int Start, int End)[] _origins;

    private Skeleton(string original, SkeletonBuilder folded) => (_original, Text, _origins) = (original, folded.Text, folded.Origins);

    /// <summary>The normalised form. The skeleton of a skeleton is itself.</summary>
    public string Text { get; }

    /// <summary>Makes the skeleton of any text, also of one that is not accepted as a comment.</summary>
    public static Skeleton Of(string text)
    {
        // What is strewn in goes first, so that parts of a letter find each other again before they are composed.
        var kept = new SkeletonBuilder(text.Length);
        int position = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            // Half a surrogate pair reads as U+FFFD, a symbol, and goes as well: normalising would throw on it.
            if (SkeletonCharacters.MayMatter(rune))
            {
                kept.Append(rune, (position, position + rune.Utf16SequenceLength));
            }
            position += rune.Utf16SequenceLength;
        }
        return new(text, FoldClusters(kept.Text, kept.Origins));
    }

    /// <summary>Where a part of the skeleton came from, with the accents that its letters had.</summary>
    /// <param name="start">The first place in <see cref="Text"/>.</param>
    /// <param name="length">How many places, at least one.</param>
    /// <exception cref="ArgumentOutOfRangeException">The part is empty or not within the skeleton.</exception>
    public (int Start, int Length) Origin(int start, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, _origins.Length - start);
        int from = _origins[start].Start;
        (int last, int to) = _origins[start + length - 1];
        // The accents of the last letter left the skeleton, but they belong to the letter.
        return (from, Math.Max(to, last + StringInfo.GetNextTextElementLength(_original, last)) - from);
    }

    /// <summary>
    /// Reads digits as the letters they are written for: 0 o, 1 i, 3 e, 4 a, 5 s, 7 t. Since 1 also stands for l, l becomes i as well.
    /// Places keep their number.
    /// </summary>
    public static string FoldDigits(string skeleton) => string.Create(skeleton.Length, skeleton, static (folded, source) =>
    {
        for (int i = 0; i < source.Length; i++)
        {
            folded[i] = source[i] switch
            {
                '0' => 'o',
                '1' or 'l' => 'i',
                '3' => 'e',
                '4' => 'a',
                '5' => 's',
                '7' => 't',
                char other => other,
            };
        }
    });

    private static SkeletonBuilder FoldClusters(string kept, ReadOnlySpan<(int Start, int End)> _origins)
    {
        var folded = new SkeletonBuilder(kept.Length);
        for (int start = 0, length; start < kept.Length; start += length)
        {
            bool alone = kept[start] < 0x80 && (start + 1 == kept.Length || kept[start + 1] < 0x80);
            length = alone ? 1 : StringInfo.GetNextTextElementLength(kept, start);
            (int Start, int End) origin = (_origins[start].Start, _origins[start + length - 1].End);
            foreach (Rune rune in Resolve(kept.AsSpan(start, length)).EnumerateRunes())
            {
                if (SkeletonCharacters.Matters(rune))
                {
                    folded.Append(SkeletonCharacters.Fold(rune), origin);
                }
            }
        }
        return folded;
    }

    private static ReadOnlySpan<char> Resolve(ReadOnlySpan<char> cluster)
    {
        if (cluster.Length == 1 && cluster[0] is < (char)0x80 or (>= '\u3041' and <= '\u3096') or (>= '\u4E00' and <= '\u9FFF'))
        {
            return cluster;
        }
        string compatible = cluster.ToString().Normalize(NormalizationForm.FormKC);
        // Accents on Latin, Greek and Cyrillic letters are decoration to a reader who looks for a word; elsewhere marks are part of the letter.
        return compatible.AsSpan().ContainsAnyInRange('\u00C0', '\u052F') || compatible.AsSpan().ContainsAnyInRange('\u1E00', '\u1FFF')
            ? Decompose(compatible)
            : compatible;
    }

    private static string Decompose(string compatible)
    {
        var parts = new StringBuilder();
        foreach (Rune rune in compatible.EnumerateRunes())
        {
            bool accented = rune.Value is < 0x0530 or (>= 0x1E00 and <= 0x1FFF);
            parts.Append(accented ? rune.ToString().Normalize(NormalizationForm.FormD) : rune.ToString());
        }
        return parts.ToString();
    }
}
