using System.Buffers;
using System.Collections.Frozen;

namespace Interactions.Comments;

/// <summary>Finds words of a fixed set in a skeleton: one vectorised search for the place, then a look-up for the word that begins there.</summary>
internal sealed class WordMatcher
{
    private readonly SearchValues<string> _places;
    private readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _words;
    private readonly int[] _lengthsDescending;

    /// <param name="rules">The form to find, and the word it stands for. Of equal forms the first one counts.</param>
    public WordMatcher(IEnumerable<(string Form, string Word)> rules)
    {
        var byForm = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string form, string word) in rules)
        {
            byForm.TryAdd(form, word);
        }
        // Skeletons are case-folded, so comparing them without regard to case would only pay for the same thing again.
        _places = SearchValues.Create([.. byForm.Keys], StringComparison.Ordinal);
        _words = byForm.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _lengthsDescending = [.. byForm.Keys.Select(form => form.Length).Distinct().OrderDescending()];
    }

    /// <summary>The first place at or after <paramref name="from"/> where a word begins, and the longest word there.</summary>
    public bool TryFind(ReadOnlySpan<char> text, int from, out WordMatch match)
    {
        match = default;
        int offset = text[from..].IndexOfAny(_places);
        if (offset < 0)
        {
            return false;
        }
        ReadOnlySpan<char> rest = text[(from + offset)..];
        foreach (int length in _lengthsDescending)
        {
            if (length <= rest.Length && _words.TryGetValue(rest[..length], out string? word))
            {
                match = new(from + offset, length, word);
                return true;
            }
        }
        return false;
    }
}

/// <summary>A word of a list in a skeleton.</summary>
internal readonly record struct WordMatch(int Start, int Length, string Word);
