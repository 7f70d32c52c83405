using Interactions.Comments;
using Interactions.Episodes;

namespace Interactions.Gateway.Episodes;

/// <summary>
/// Keeps a room's display budget: shown, merged into a shown one, and omitted are all comments of the pulse. The creator's own are always shown, as they are.
/// </summary>
/// <param name="creator">The creator as an opaque author.</param>
/// <param name="seed">Of the lots: with the same one, shards of a room draw alike.</param>
internal sealed class RoomDisplay(DisplayOptions options, string creator, ulong seed, TimeProvider clock)
{
    private DisplayBudget _budget = new(options.CommentsPerSecondMax, clock.GetUtcNow());

    public EpisodePulse Choose(EpisodePulse pulse)
    {
        if (pulse.Comments.Length == 0 || options.CommentsPerSecondMax == 0) { return pulse; }
        DateTimeOffset now = clock.GetUtcNow();
        (DisplayBudget left, _, int omitted) = Draw(pulse.Comments, now);
        if (omitted == 0)
        {
            _budget = left;
            return pulse;
        }
        // More than fits: what many say is said once, and the lots are drawn by how many say it.
        Comment[] merged = RepeatedComments.Merge(pulse.Comments, comment => comment.Author != creator);
        (_budget, Comment[] shown, omitted) = Draw(merged, now);
        return pulse with { Comments = shown, Omitted = pulse.Omitted + omitted };
    }

    private (DisplayBudget Left, Comment[] Shown, int Omitted) Draw(Comment[] comments, DateTimeOffset now)
    {
        DisplayEntry[] entries = Array.ConvertAll(comments, comment => new DisplayEntry(
            DisplayEntry.LotOf(comment.Id, seed), RepeatedComments.Count(comment), Always: comment.Author == creator));
        bool[] isShown = new bool[comments.Length];
        DisplayBudget left = _budget.Choose(now, entries, isShown, out _);
        Comment[] shown = [.. comments.Where((_, i) => isShown[i])];
        return (left, shown, comments.Sum(RepeatedComments.Count) - shown.Sum(RepeatedComments.Count));
    }
}
