namespace Interactions.Comments;

/// <summary>A comment as danmaku files carry it.</summary>
/// <param name="RowId">Its id in the file: <c>[A-Za-z0-9_-]{1,64}</c>, optionally followed by a dot and up to 19 digits.</param>
/// <param name="AtMs">The playback time in milliseconds, 0 to <see cref="CommentLimits.CommentAtMsMax"/>.</param>
/// <param name="Mode">How it crosses the picture.</param>
/// <param name="Color">0xRRGGBB, 0 to <see cref="CommentLimits.CommentColorMax"/>.</param>
/// <param name="WrittenAtMs">
/// When it was written, Unix time in milliseconds. Files keep whole seconds, because other readers expect a whole number.
/// </param>
/// <param name="Author">
/// Opaque: printable ASCII without spaces and commas, up to <see cref="CommentLimits.DanmakuAuthorLengthMax"/>; may be empty.
/// </param>
/// <param name="Text">The text as <see cref="CommentText"/> accepts it.</param>
public sealed record DanmakuComment(string RowId, int AtMs, CommentMode Mode, int Color, long WrittenAtMs, string Author, string Text);

/// <summary>What one <c>d</c> element of a file came to: a comment, or the reason why it is skipped.</summary>
/// <param name="Comment">The comment; null when skipped.</param>
/// <param name="Skip">The reason; <see cref="DanmakuSkip.None"/> for a comment.</param>
public readonly record struct DanmakuLine(DanmakuComment? Comment, DanmakuSkip Skip);
