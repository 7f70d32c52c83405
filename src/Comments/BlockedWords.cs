using System.Security.Cryptography;
using System.Text;

namespace Interactions.Comments;

/// <summary>
/// The words that a comment must not have (refuse) or that a moderator must see first (hold). Immutable, so that lists are replaced as a whole
/// while comments are judged. Words are found anywhere in the skeleton of a text, inside longer words as well.
/// </summary>
public sealed class BlockedWords
{
    private readonly WordList _refuse;
    private readonly WordList _hold;

    private BlockedWords(List<string> refuseWords, List<string> holdWords, bool digitsAsLetters)
    {
        _refuse = new(refuseWords, digitsAsLetters);
        _hold = new(holdWords, digitsAsLetters);
        (RefuseCount, HoldCount) = (refuseWords.Count, holdWords.Count);
        Id = IdOf(refuseWords, holdWords, digitsAsLetters);
    }

    /// <summary>Lists without words: everything is allowed.</summary>
    public static BlockedWords None { get; } = new([], [], false);

    /// <summary>Names these lists by their contents: equal words in equal order have an equal id, 16 hexadecimal digits.</summary>
    public string Id { get; }

    /// <summary>How many words refuse a comment.</summary>
    public int RefuseCount { get; }

    /// <summary>How many words hold a comment.</summary>
    public int HoldCount { get; }

    /// <summary>How many words both lists have.</summary>
    public int Count => RefuseCount + HoldCount;

    /// <summary>Reads both lists: one word a line, <c>#</c> begins a remark line.</summary>
    /// <param name="refuse">Words that refuse a comment.</param>
    /// <param name="hold">Words that hold it for a moderator. A word on both lists refuses.</param>
    /// <param name="digitsAsLetters">Also match digits among letters as the letters they resemble (0 o, 1 i or l, 3 e, 4 a, 5 s, 7 t).</param>
    /// <exception cref="BlockedWordsException">
    /// A line is no usable word, or a list exceeds <see cref="CommentLimits.BlockedWordsMax"/> words of at most
    /// <see cref="CommentLimits.BlockedWordLengthMax"/> characters.
    /// </exception>
    public static BlockedWords Parse(TextReader refuse, TextReader hold, bool digitsAsLetters = true) =>
        new(WordListParser.Parse("refuse", refuse), WordListParser.Parse("hold", hold), digitsAsLetters);

    /// <summary>Judges a text that <see cref="CommentText"/> accepted.</summary>
    public WordVerdict Judge(string text)
    {
        if (Count == 0)
        {
            return new(WordOutcome.Allowed, Id, "", 0, 0);
        }
        Skeleton skeleton = Skeleton.Of(text);
        return _refuse.TryFind(skeleton.Text, out WordMatch match) ? Verdict(WordOutcome.Refused, skeleton, match)
            : _hold.TryFind(skeleton.Text, out match) ? Verdict(WordOutcome.Held, skeleton, match)
            : new(WordOutcome.Allowed, Id, "", 0, 0);
    }

    private WordVerdict Verdict(WordOutcome outcome, Skeleton skeleton, WordMatch match)
    {
        (int start, int length) = skeleton.Origin(match.Start, match.Length);
        return new(outcome, Id, match.Word, start, length);
    }

    private static string IdOf(List<string> refuseWords, List<string> holdWords, bool digitsAsLetters)
    {
        // No word contains a line break, so the joined text tells all pairs of lists apart.
        string all = $"{digitsAsLetters}\n{string.Join('\n', refuseWords)}\n\n{string.Join('\n', holdWords)}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)).AsSpan(0, 8));
    }
}
