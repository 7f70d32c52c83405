using System.Globalization;

namespace Interactions.Comments;

/// <summary>
/// The attribute <c>p</c> of a danmaku element: seconds, mode, size, colour, Unix time, pool, author, row id, and whatever comes after.
/// </summary>
internal readonly record struct DanmakuAttributes(int AtMs, CommentMode Mode, int Color, long WrittenAtMs, string Author, string RowId)
{
    private const int FieldCount = 8;
    private const long WrittenAtSecondsMax = 253_402_300_799; // the end of the year 9999, the last instant .NET can name

    public static DanmakuSkip Parse(ReadOnlySpan<char> p, out DanmakuAttributes attributes)
    {
        attributes = default;
        Span<Range> fields = stackalloc Range[FieldCount + 1];
        if (p.Split(fields, ',') < FieldCount || !TryParseMode(p[fields[1]], out int mode))
        {
            return DanmakuSkip.BadAttributes;
        }
        if (mode > (int)CommentMode.Reverse)
        {
            return DanmakuSkip.Script;
        }
        bool good = TryParseMs(p[fields[0]], CommentLimits.CommentAtMsMax / 1_000, out long atMs)
            & int.TryParse(p[fields[3]], NumberStyles.None, CultureInfo.InvariantCulture, out int color)
            & TryParseMs(p[fields[4]], WrittenAtSecondsMax, out long writtenAtMs);
        ReadOnlySpan<char> author = p[fields[6]];
        ReadOnlySpan<char> rowId = p[fields[7]];
        if (!good || color > CommentLimits.CommentColorMax || !IsAuthor(author) || !IsRowId(rowId))
        {
            return DanmakuSkip.BadAttributes;
        }
        attributes = new((int)atMs, (CommentMode)mode, color, writtenAtMs, author.ToString(), rowId.ToString());
        return DanmakuSkip.None;
    }

    /// <summary>The attribute for a comment. The size is the usual 25 and the pool 0, since neither is kept.</summary>
    /// <exception cref="ArgumentException">The comment is outside what the format can carry.</exception>
    public static string Format(DanmakuComment comment)
    {
        string at = string.Create(CultureInfo.InvariantCulture, $"{comment.AtMs / 1_000}.{comment.AtMs % 1_000:000},{(int)comment.Mode}");
        string look = string.Create(CultureInfo.InvariantCulture, $"25,{comment.Color},{comment.WrittenAtMs / 1_000},0");
        string p = $"{at},{look},{comment.Author},{comment.RowId}";
        if (Parse(p, out DanmakuAttributes read) != DanmakuSkip.None || read.RowId != comment.RowId || read.Author != comment.Author)
        {
            throw new ArgumentException("A field of the comment is outside of its range.", nameof(comment));
        }
        return p;
    }

    // 1 to 3 all scroll: old files number the lanes of a scrolling comment.
    private static bool TryParseMode(ReadOnlySpan<char> field, out int mode)
    {
        bool good = int.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out mode) && mode > 0;
        mode = mode is 2 or 3 ? (int)CommentMode.Scroll : mode;
        return good;
    }

    private static bool TryParseMs(ReadOnlySpan<char> field, long secondsMax, out long ms)
    {
        const NumberStyles Style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign | NumberStyles.AllowExponent;
        bool good = double.TryParse(field, Style, CultureInfo.InvariantCulture, out double seconds) && seconds >= 0 && seconds <= secondsMax;
        ms = good ? (long)Math.Round(seconds * 1_000) : 0;
        return good;
    }

    private static bool IsAuthor(ReadOnlySpan<char> author) =>
        author.Length <= CommentLimits.DanmakuAuthorLengthMax && !author.ContainsAnyExceptInRange('!', '~') && !author.Contains(',');

    private static bool IsRowId(ReadOnlySpan<char> rowId)
    {
        int dot = rowId.IndexOf('.');
        ReadOnlySpan<char> name = dot < 0 ? rowId : rowId[..dot];
        bool suffixed = dot < 0 || (rowId[(dot + 1)..] is { Length: >= 1 and <= 19 } digits && !digits.ContainsAnyExceptInRange('0', '9'));
        return suffixed && name.Length is >= 1 and <= 64 && !name.ContainsAnyExcept(RowIdCharacters);
    }

    private static readonly System.Buffers.SearchValues<char> RowIdCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");
}
