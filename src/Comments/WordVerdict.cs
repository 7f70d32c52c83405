namespace Interactions.Comments;

/// <summary>What the lists of blocked words say about a text. Closed and numbered.</summary>
public enum WordOutcome
{
    /// <summary>No word of the lists occurs.</summary>
    Allowed = 0,

    /// <summary>A word of the hold list occurs: a moderator decides.</summary>
    Held = 1,

    /// <summary>A word of the refuse list occurs.</summary>
    Refused = 2,
}

/// <summary>A verdict with its reason, to be kept with the decision: lists change, decisions must stay explicable.</summary>
/// <param name="Outcome">What happens to the text.</param>
/// <param name="ListId">Which lists judged, see <see cref="BlockedWords.Id"/>.</param>
/// <param name="Rule">The word as the list has it; empty when allowed.</param>
/// <param name="Start">Where the text has it, in UTF-16 units.</param>
/// <param name="Length">How much of the text it covers, everything that was strewn in included.</param>
public readonly record struct WordVerdict(WordOutcome Outcome, string ListId, string Rule, int Start, int Length)
{
    /// <summary>Lists and rule as they are kept with a comment that is held; null when it is not.</summary>
    public string? HeldBy => Outcome == WordOutcome.Held ? $"{ListId}/{Rule}" : null;
}
