namespace Interactions.Comments;

/// <summary>A list of blocked words is malformed. Whoever loads it keeps the previous lists.</summary>
/// <param name="list">Which list: <c>refuse</c> or <c>hold</c>.</param>
/// <param name="line">The line, from 1.</param>
/// <param name="problem">What is wrong with it; never the word itself, since this goes into logs.</param>
public sealed class BlockedWordsException(string list, int line, string problem)
    : FormatException($"The {list} list of blocked words is malformed at line {line}: {problem}.")
{
    /// <summary>Which list: <c>refuse</c> or <c>hold</c>.</summary>
    public string List { get; } = list;

    /// <summary>The line, from 1.</summary>
    public int Line { get; } = line;
}
