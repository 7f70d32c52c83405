namespace Interactions.Comments;

/// <summary>One list of words, matched as they are and, where the policy says so, with digits read as letters.</summary>
internal sealed class WordList
{
    private readonly WordMatcher _plain;
    private readonly WordMatcher? _folded;

    public WordList(IReadOnlyCollection<string> words, bool digitsAsLetters)
    {
        (string Form, string Word)[] rules = [.. words.Select(word => (Skeleton.Of(word).Text, word))];
        _plain = new(rules);
        _folded = digitsAsLetters ? new(rules.Select(rule => (Skeleton.FoldDigits(rule.Form), rule.Word))) : null;
    }

    public bool TryFind(string skeleton, out WordMatch match) =>
        _plain.TryFind(skeleton, 0, out match) || TryFindFolded(skeleton, out match);

    private bool TryFindFolded(string skeleton, out WordMatch match)
    {
        match = default;
        if (_folded is null || !skeleton.AsSpan().ContainsAnyInRange('0', '9'))
        {
            return false;
        }
        string text = Skeleton.FoldDigits(skeleton);
        for (int from = 0; _folded.TryFind(text, from, out match); from = match.Start + 1)
        {
            // "455" alone is a number. Only digits among letters are letters in disguise.
            ReadOnlySpan<char> found = skeleton.AsSpan(match.Start, match.Length);
            if (found.ContainsAnyInRange('0', '9') && found.ContainsAnyExceptInRange('0', '9'))
            {
                return true;
            }
        }
        return false;
    }
}
