namespace Interactions.Comments;

/// <summary>Ceilings of comments that are safety, not tuning: they are the same on every server and in every client.</summary>
public static class CommentLimits
{
    /// <summary>The longest text, in grapheme clusters (what a reader calls characters).</summary>
    public const int CommentLengthMax = 100;

    /// <summary>The longest text in UTF-8 bytes after NFC: one cluster can be arbitrarily long, so counting clusters alone bounds nothing.</summary>
    public const int CommentBytesMax = 1_024;

    /// <summary>Combining marks in one cluster. The longest cluster of a natural language has a base and eight marks.</summary>
    public const int CommentMarksMax = 8;

    /// <summary>UTF-16 units that are looked at in the first place. No text within the other limits is longer, in any normal form.</summary>
    public const int CommentRawCharsMax = 4_096;

    /// <summary>The latest playback time a comment may have, in milliseconds: one day. An episode's own duration is the tighter bound.</summary>
    public const int CommentAtMsMax = 24 * 60 * 60 * 1_000;

    /// <summary>The largest colour, <c>0xRRGGBB</c>.</summary>
    public const int CommentColorMax = 0xFFFFFF;

    /// <summary>The playback time that one segment of a track covers, in milliseconds.</summary>
    public const int TrackSegmentMs = 30_000;

    /// <summary>Words in each list of blocked words.</summary>
    public const int BlockedWordsMax = 50_000;

    /// <summary>UTF-16 units of one blocked word.</summary>
    public const int BlockedWordLengthMax = 64;

    /// <summary>
    /// UTF-16 units of a whole list of blocked words, remarks included, so that a wrong file is refused before it fills the memory.
    /// </summary>
    public const int BlockedListCharsMax = 4 * 1_024 * 1_024;

    /// <summary>UTF-16 units of one danmaku file: about 200,000 comments.</summary>
    public const long DanmakuFileCharsMax = 32L * 1_024 * 1_024;

    /// <summary>UTF-16 units of the opaque author in a danmaku file.</summary>
    public const int DanmakuAuthorLengthMax = 64;
}
