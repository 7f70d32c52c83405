namespace Interactions.Comments;

/// <summary>Why an element of a danmaku file is no comment here. Closed and numbered; an import answers its counts by these names.</summary>
public enum DanmakuSkip
{
    /// <summary>Not skipped.</summary>
    None = 0,

    /// <summary>Mode 7 or above: positioned text or code, which is never run.</summary>
    Script = 1,

    /// <summary>The attribute <c>p</c> is absent, has fewer than eight fields, or a field is out of its range.</summary>
    BadAttributes = 2,

    /// <summary>The playback time is after the end of the episode.</summary>
    BadPosition = 3,

    /// <summary>The element contains other elements.</summary>
    Markup = 4,

    /// <summary>See <see cref="CommentTextProblem.Empty"/>.</summary>
    TextEmpty = 5,

    /// <summary>See <see cref="CommentTextProblem.TooLong"/>.</summary>
    TextTooLong = 6,

    /// <summary>See <see cref="CommentTextProblem.TooManyBytes"/>.</summary>
    TextTooManyBytes = 7,

    /// <summary>See <see cref="CommentTextProblem.TooManyMarks"/>.</summary>
    TextTooManyMarks = 8,

    /// <summary>See <see cref="CommentTextProblem.ForbiddenCharacter"/>.</summary>
    TextForbiddenCharacter = 9,

    /// <summary>See <see cref="CommentTextProblem.BrokenEncoding"/>.</summary>
    TextBrokenEncoding = 10,
}
