namespace Interactions.Comments;

/// <summary>A comment as every screen sees it.</summary>
/// <param name="Offset">Its place in the episode's one order.</param>
/// <param name="Id">Its name in the episode.</param>
/// <param name="Author">An opaque, keyed name of the author, or the author hash of an imported file; never a user id.</param>
/// <param name="Name">What the author calls himself; empty for imported comments.</param>
/// <param name="AtMs">The playback time, in milliseconds, 0 to the episode's duration.</param>
/// <param name="WrittenAtMs">When it was accepted (or written, if imported), in Unix milliseconds.</param>
/// <param name="Mode">How it flies; absent in JSON when it scrolls.</param>
/// <param name="Color">0xRRGGBB; absent in JSON when it is white.</param>
/// <param name="Times">How many comments of a pulse it stands for, 2 or more; null = itself only. Others of the same text are in the list.</param>
/// <param name="ByCreator">True when the episode's creator wrote it; null otherwise.</param>
/// <param name="ReplyTo">The comment that the creator answers with it, or null.</param>
/// <param name="Thanked">True when the creator has thanked for it; null otherwise.</param>
/// <param name="Likes">How many users like it, 1 or more, where comments are listed; null = nobody, or what is read does not carry likes.</param>
/// <param name="Liked">True when the reader likes it, where <paramref name="Likes"/> is; null otherwise.</param>
[GenerateSerializer, Immutable, Alias("interactions.comment.v1")]
public sealed record Comment(
    [property: Id(0)] long Offset,
    [property: Id(1)] string Id,
    [property: Id(2)] string Author,
    [property: Id(3)] string Name,
    [property: Id(4)] int AtMs,
    [property: Id(5)] string Text,
    [property: Id(8)] long WrittenAtMs,
    [property: Id(6), AbsentByDefault(CommentMode.Scroll)] CommentMode Mode = CommentMode.Scroll,
    [property: Id(7), AbsentByDefault(Comment.ColorDefault)] int Color = Comment.ColorDefault,
    [property: Id(9)] int? Times = null,
    [property: Id(10)] bool? ByCreator = null,
    [property: Id(11)] string? ReplyTo = null,
    [property: Id(12)] bool? Thanked = null,
    [property: Id(13)] int? Likes = null,
    [property: Id(14)] bool? Liked = null)
{
    /// <summary>The colour of who chooses none: white.</summary>
    public const int ColorDefault = 0xFFFFFF;
}
