namespace Interactions.Comments;

/// <summary>Says once what many say at the same moment: comments of equal text, mode and playback second become the first of them, with a count.</summary>
public static class RepeatedComments
{
    private const int MsPerSecond = 1_000;

    /// <summary>Merges repeats, in the order of the comments that stand for them.</summary>
    /// <param name="mayMerge">False for comments that are to be shown as they are.</param>
    /// <returns>As many comments in all, counted with <see cref="Comment.Times"/>, as were given.</returns>
    public static Comment[] Merge(IReadOnlyList<Comment> comments, Func<Comment, bool> mayMerge)
    {
        List<Comment> merged = new(comments.Count);
        Dictionary<(string Text, CommentMode Mode, int Second), int> places = [];
        foreach (Comment comment in comments)
        {
            (string, CommentMode, int) said = (comment.Text, comment.Mode, comment.AtMs / MsPerSecond);
            if (!mayMerge(comment)) { merged.Add(comment); }
            else if (places.TryGetValue(said, out int place)) { merged[place] = merged[place] with { Times = Count(merged[place]) + Count(comment) }; }
            else
            {
                places.Add(said, merged.Count);
                merged.Add(comment);
            }
        }
        return [.. merged];
    }

    /// <summary>How many comments this one stands for.</summary>
    public static int Count(Comment comment) => comment.Times ?? 1;
}
