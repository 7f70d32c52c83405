namespace Interactions.Comments;

/// <summary>How a comment flies, in the words of W3C Bullet Chatting; the numbers are those of the danmaku file format.</summary>
public enum CommentMode : byte
{
    Scroll = 1,
    Bottom = 4,
    Top = 5,
    Reverse = 6,
}
