using Interactions.Comments;
using Interactions.Episodes;

namespace Interactions.Gateway.Episodes;

/// <summary>Keeps a room's display budget: shown + omitted = all comments of the pulse. The creator's own are always shown.</summary>
/// <param name="creator">The creator as an opaque author.</param>
internal sealed class RoomDisplay(DisplayOptions options, string creator, TimeProvider clock)
{
    private readonly ulong _seed = (ulong)Random.Shared.NextInt64();
    private DisplayBudget _budget = new(options.CommentsPerSecondMax, clock.GetUtcNow());

    public EpisodePulse Choose(EpisodePulse pulse)
    {
        Comment[] comments = pulse.Comments;
        if (comments.Length == 0 || options.CommentsPerSecondMax == 0) { return pulse; }
        DisplayEntry[] entries = Array.ConvertAll(
            comments, comment => new DisplayEntry(DisplayEntry.LotOf(comment.Id, _seed), Weight: 1, Always: comment.Author == creator));
        bool[] shown = new bool[comments.Length];
        _budget = _budget.Choose(clock.GetUtcNow(), entries, shown, out int omitted);
        return omitted == 0 ? pulse : pulse with { Comments = [.. comments.Where((_, i) => shown[i])], Omitted = pulse.Omitted + omitted };
    }
}
