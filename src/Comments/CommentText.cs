using System.Globalization;
using System.Text;

namespace Interactions.Comments;

/// <summary>
/// The rule for the text of a comment. It normalises to NFC, never trims (danmaku art needs its leading spaces), never repairs, and keeps
/// what is only dangerous in some context, such as markup: whoever shows the text escapes it.
/// </summary>
/// <remarks>
/// The joiner U+200D is accepted only inside an emoji, which costs some Indic spellings their preferred shape. Flags of regions below a country
/// (England) are refused, because the tag characters that spell them can also carry a hidden text.
/// </remarks>
public static class CommentText
{
    private const char Joiner = '\u200D';

    /// <summary>
    /// Whether this process can normalise at all. Without the ICU library, or with invariant globalization, normalising silently changes nothing
    /// and notices no broken text: a host asks once at its start, and does not start when the answer is no.
    /// </summary>
    public static bool CanNormalize => "e\u0301".Normalize(NormalizationForm.FormC) == "\u00E9";

    /// <summary>Checks <paramref name="raw"/>. A text that is in NFC already is kept as it is, and a plain one costs no memory.</summary>
    /// <param name="raw">The text as it was received.</param>
    /// <param name="text">The text to keep, in NFC; empty when there is a problem.</param>
    /// <returns><see cref="CommentTextProblem.None"/>, or the first problem found.</returns>
    public static CommentTextProblem Check(string? raw, out string text)
    {
        text = "";
        if (string.IsNullOrEmpty(raw))
        {
            return CommentTextProblem.Empty;
        }
        if (raw.Length > CommentLimits.CommentRawCharsMax)
        {
            return CommentTextProblem.TooLong;
        }
        string kept = raw;
        if (!TryMeasurePlain(raw, out CommentTextProblem problem))
        {
            problem = CheckRunes(raw);
            if (problem == CommentTextProblem.None)
            {
                // Normalize throws on half a surrogate pair, so it comes after the runes were looked at.
                kept = raw.IsNormalized(NormalizationForm.FormC) ? raw : raw.Normalize(NormalizationForm.FormC);
                problem = CheckClusters(kept);
            }
        }
        text = problem == CommentTextProblem.None ? kept : "";
        return problem;
    }

    /// <summary>Nearly all comments consist of characters that are a cluster each and that NFC leaves alone; one pass decides those.</summary>
    private static bool TryMeasurePlain(string raw, out CommentTextProblem problem)
    {
        problem = CommentTextProblem.None;
        int bytes = 0;
        bool visible = false;
        foreach (char c in raw)
        {
            if (!IsPlain(c))
            {
                return false;
            }
            bytes += c < 0x80 ? 1 : 3;
            visible |= c is not (' ' or '\u3000');
        }
        problem = !visible ? CommentTextProblem.Empty : CheckSize(raw.Length, bytes);
        return true;
    }

    // Printable ASCII, CJK punctuation, kana without its combining marks, unified ideographs, full-width ASCII.
    private static bool IsPlain(char c) => c is (>= ' ' and <= '~') or (>= '\u3000' and <= '\u3020') or (>= '\u3041' and <= '\u3096')
        or (>= '\u30A0' and <= '\u30FF') or (>= '\u4E00' and <= '\u9FFF') or (>= '\uFF01' and <= '\uFF5E');

    private static CommentTextProblem CheckSize(int clusters, int bytes) =>
        clusters > CommentLimits.CommentLengthMax ? CommentTextProblem.TooLong
        : bytes > CommentLimits.CommentBytesMax ? CommentTextProblem.TooManyBytes
        : CommentTextProblem.None;

    private static CommentTextProblem CheckRunes(ReadOnlySpan<char> rest)
    {
        bool visible = false;
        bool forbidden = false;
        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(rest, out Rune rune, out int consumed) != System.Buffers.OperationStatus.Done)
            {
                return CommentTextProblem.BrokenEncoding;
            }
            forbidden |= CommentCharacters.IsForbidden(rune);
            visible |= !CommentCharacters.IsInvisible(rune);
            rest = rest[consumed..];
        }
        return forbidden ? CommentTextProblem.ForbiddenCharacter : visible ? CommentTextProblem.None : CommentTextProblem.Empty;
    }

    private static CommentTextProblem CheckClusters(string text)
    {
        int clusters = 0;
        for (ReadOnlySpan<char> rest = text; !rest.IsEmpty; clusters++)
        {
            int length = StringInfo.GetNextTextElementLength(rest);
            // One character is a cluster without marks, or a mark alone.
            if (length > 1 || rest[0] == Joiner)
            {
                CommentTextProblem problem = CheckCluster(rest[..length]);
                if (problem != CommentTextProblem.None)
                {
                    return problem;
                }
            }
            rest = rest[length..];
        }
        return CheckSize(clusters, Encoding.UTF8.GetByteCount(text));
    }

    /// <summary>
    /// A joiner with a symbol after it in the same cluster is an emoji: that is the one rule of segmentation (GB11) that keeps them together.
    /// </summary>
    private static CommentTextProblem CheckCluster(ReadOnlySpan<char> cluster)
    {
        int marks = 0;
        bool joined = false;
        foreach (Rune rune in cluster.EnumerateRunes())
        {
            UnicodeCategory category = Rune.GetUnicodeCategory(rune);
            if (joined && !CommentCharacters.IsSymbol(category))
            {
                return CommentTextProblem.ForbiddenCharacter;
            }
            joined = rune.Value == Joiner;
            marks += CommentCharacters.IsMark(category) ? 1 : 0;
        }
        return joined ? CommentTextProblem.ForbiddenCharacter
            : marks > CommentLimits.CommentMarksMax ? CommentTextProblem.TooManyMarks
            : CommentTextProblem.None;
    }
}
