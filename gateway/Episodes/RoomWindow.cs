namespace Interactions.Gateway.Episodes;

/// <summary>The adaptive window of a room: how long it rests after a sweep over its viewers, and what the episode has to know of that.</summary>
/// <param name="Rest">Pulses that come meanwhile travel as one.</param>
/// <param name="Gathers">The room gathers as long as an episode would: gathering there as well would only add to it.</param>
internal readonly record struct RoomWindow(TimeSpan Rest, bool Gathers)
{
    /// <summary>A sweep that is shorter than this needs no rest: it is far below the time in which an episode gathers.</summary>
    private static readonly TimeSpan SweepNoticed = TimeSpan.FromMilliseconds(5);

    /// <summary>As long as an episode gathers.</summary>
    private static readonly TimeSpan WindowNoticed = TimeSpan.FromMilliseconds(100);

    /// <summary>With fewer comments in a frame, waiting for more of them saves little and shows everybody's later.</summary>
    private const int CommentsWorthGathering = 4;

    /// <summary>With so many, a sweep takes as long as their bytes, and what an episode gathers is a frame of its own.</summary>
    private const int CommentsEnough = 100;

    /// <summary>
    /// Sweeps take at most two fifths of the time, two thirds where waiting would gather only a comment or three, or save little because a
    /// frame costs what its bytes do; a quiet or small room never waits.
    /// </summary>
    /// <param name="sweep">How long the last one took.</param>
    /// <param name="comments">How many it carried; with none it carried counters, which can wait.</param>
    /// <param name="windowMax">Sweep and rest together are not longer; zero = no rest.</param>
    public static RoomWindow After(TimeSpan sweep, int comments, TimeSpan windowMax)
    {
        if (sweep < SweepNoticed) { return default; }
        TimeSpan wanted = sweep * (comments is 0 or (>= CommentsWorthGathering and < CommentsEnough) ? 1.5 : 0.5);
        TimeSpan left = windowMax > sweep ? windowMax - sweep : TimeSpan.Zero;
        TimeSpan rest = wanted < left ? wanted : left;
        return new RoomWindow(rest, comments is >= CommentsWorthGathering and < CommentsEnough && sweep + rest >= WindowNoticed);
    }
}
