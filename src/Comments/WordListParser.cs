using System.Globalization;

namespace Interactions.Comments;

/// <summary>Reads a list: one word a line, <c>#</c> begins a remark line, blank lines and spaces around a word do not count.</summary>
internal static class WordListParser
{
    /// <summary>The words in the order of the list.</summary>
    /// <exception cref="BlockedWordsException">A line is no usable word, or the list is too large.</exception>
    public static List<string> Parse(string list, TextReader reader)
    {
        var words = new List<string>();
        int number = 0;
        foreach (ReadOnlySpan<char> line in ReadBounded(list, reader).AsSpan().EnumerateLines())
        {
            number++;
            ReadOnlySpan<char> word = line.Trim();
            if (word.IsEmpty || word[0] == '#')
            {
                continue;
            }
            if (Problem(word) is { } problem)
            {
                throw new BlockedWordsException(list, number, problem);
            }
            if (words.Count == CommentLimits.BlockedWordsMax)
            {
                throw new BlockedWordsException(list, number, $"there are more than {CommentLimits.BlockedWordsMax} words");
            }
            words.Add(word.ToString());
        }
        return words;
    }

    private static string? Problem(ReadOnlySpan<char> word)
    {
        if (word.Length > CommentLimits.BlockedWordLengthMax)
        {
            return $"the word is longer than {CommentLimits.BlockedWordLengthMax} characters";
        }
        foreach (char c in word)
        {
            // U+FFFD is what a decoder makes of bytes that are not the text it was promised.
            if (c == '\uFFFD' || char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.PrivateUse)
            {
                return "it contains a control character or is not UTF-8";
            }
        }
        return Skeleton.Of(word.ToString()).Text switch
        {
            "" => "nothing is left to match once spaces, punctuation and symbols are removed",
            [< (char)0x80] => "a single Latin letter or digit would match nearly every comment",
            _ => null,
        };
    }

    private static string ReadBounded(string list, TextReader reader)
    {
        var text = new System.Text.StringBuilder();
        char[] block = new char[8_192];
        while (reader.ReadBlock(block) is > 0 and int read)
        {
            text.Append(block, 0, read);
            if (text.Length > CommentLimits.BlockedListCharsMax)
            {
                int line = text.ToString().AsSpan().Count('\n') + 1;
                throw new BlockedWordsException(list, line, $"it is longer than {CommentLimits.BlockedListCharsMax} characters");
            }
        }
        return text.ToString();
    }
}
