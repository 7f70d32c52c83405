using System.Buffers;

namespace Interactions.Comments;

/// <summary>
/// How many comments a second the screens of one room show. Whatever is above the budget is drawn by weight; the rest is omitted from the screens,
/// never from the list. Unused budget is kept for at most one second, and parts of a comment are carried from window to window.
/// A pure value: <see cref="Choose"/> answers the budget that is left.
/// </summary>
public readonly record struct DisplayBudget
{
    // Budget is counted in ticks: one comment costs a second's worth of ticks, and a tick earns the rate. Whole numbers lose nothing.
    private const long Cost = TimeSpan.TicksPerSecond;
    private readonly long _earned;
    private readonly DateTimeOffset _since;

    /// <summary>A budget with its whole second unused.</summary>
    /// <param name="commentsPerSecondMax">Comments a second, 0 to 1,000,000; 0 shows everything.</param>
    /// <param name="now">The instant from which on it earns.</param>
    public DisplayBudget(int commentsPerSecondMax, DateTimeOffset now)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(commentsPerSecondMax);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(commentsPerSecondMax, 1_000_000);
        CommentsPerSecondMax = commentsPerSecondMax;
        _earned = commentsPerSecondMax * Cost;
        _since = now;
    }

    private DisplayBudget(int commentsPerSecondMax, long earned, DateTimeOffset since) =>
        (CommentsPerSecondMax, _earned, _since) = (commentsPerSecondMax, earned, since);

    /// <summary>Comments a second; 0 shows everything.</summary>
    public int CommentsPerSecondMax { get; }

    /// <summary>Chooses what is shown of the comments that came since the last window.</summary>
    /// <param name="now">The instant of the push; an earlier one than last time earns nothing.</param>
    /// <param name="window">The comments.</param>
    /// <param name="shown">Set for each comment; at least as long as the window.</param>
    /// <param name="omitted">How many are not shown: shown and omitted make up the window, always.</param>
    /// <returns>The budget after this window. Comments that are always shown use it up first, and may exceed it.</returns>
    public DisplayBudget Choose(DateTimeOffset now, ReadOnlySpan<DisplayEntry> window, Span<bool> shown, out int omitted)
    {
        shown = shown[..window.Length];
        if (CommentsPerSecondMax == 0)
        {
            shown.Fill(true);
            omitted = 0;
            return this;
        }
        long available = EarnedUntil(now);
        int always = ShowAlways(window, shown);
        int room = (int)Math.Max(0, (available / Cost) - always);
        int drawn = Math.Min(room, window.Length - always);
        if (always + drawn == window.Length)
        {
            shown.Fill(true);
        }
        else if (drawn > 0)
        {
            Draw(window, shown, drawn);
        }
        omitted = window.Length - always - drawn;
        return new(CommentsPerSecondMax, Math.Max(0, available - ((always + drawn) * Cost)), now > _since ? now : _since);
    }

    private long EarnedUntil(DateTimeOffset now)
    {
        long elapsed = Math.Clamp((now - _since).Ticks, 0, TimeSpan.TicksPerSecond);
        return Math.Min(_earned + (elapsed * CommentsPerSecondMax), CommentsPerSecondMax * Cost);
    }

    private static int ShowAlways(ReadOnlySpan<DisplayEntry> window, Span<bool> shown)
    {
        int always = 0;
        for (int i = 0; i < window.Length; i++)
        {
            shown[i] = window[i].Always;
            always += shown[i] ? 1 : 0;
        }
        return always;
    }

    private static void Draw(ReadOnlySpan<DisplayEntry> window, Span<bool> shown, int winners)
    {
        DisplayDraw[] rented = ArrayPool<DisplayDraw>.Shared.Rent(window.Length);
        int lots = 0;
        for (int i = 0; i < window.Length; i++)
        {
            if (!window[i].Always)
            {
                rented[lots++] = DisplayDraw.Of(window[i], i);
            }
        }
        Span<DisplayDraw> draws = rented.AsSpan(0, lots);
        draws.Sort();
        foreach (DisplayDraw winner in draws[..winners])
        {
            shown[winner.Index] = true;
        }
        ArrayPool<DisplayDraw>.Shared.Return(rented);
    }
}
