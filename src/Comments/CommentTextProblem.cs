namespace Interactions.Comments;

/// <summary>Why a comment's text is refused. Closed and numbered: the numbers go into metrics and onto the wire, so they never change.</summary>
public enum CommentTextProblem
{
    /// <summary>The text is accepted.</summary>
    None = 0,

    /// <summary>Nothing would be seen: no text, or only spaces, zero-width characters or combining marks.</summary>
    Empty = 1,

    /// <summary>More than <see cref="CommentLimits.CommentLengthMax"/> grapheme clusters.</summary>
    TooLong = 2,

    /// <summary>More than <see cref="CommentLimits.CommentBytesMax"/> UTF-8 bytes.</summary>
    TooManyBytes = 3,

    /// <summary>A cluster has more than <see cref="CommentLimits.CommentMarksMax"/> combining marks.</summary>
    TooManyMarks = 4,

    /// <summary>A control, private, unassigned, bidirectional or tag character, a line separator, or a joiner outside an emoji.</summary>
    ForbiddenCharacter = 5,

    /// <summary>Half of a surrogate pair: not a text at all.</summary>
    BrokenEncoding = 6,
}

/// <summary>How a problem is named in a refusal.</summary>
public static class CommentTextProblems
{
    /// <summary>The <c>field</c> of the refusal <c>invalid(field)</c>: <c>length</c> when the text is too much, otherwise <c>text</c>.</summary>
    public static string Field(this CommentTextProblem problem) => problem switch
    {
        CommentTextProblem.TooLong or CommentTextProblem.TooManyBytes or CommentTextProblem.TooManyMarks => "length",
        _ => "text",
    };
}
