namespace Interactions.Episodes;

/// <summary>
/// The rhythm of something that happens at most once an interval: at once after a rest, then on the beat. A pure value; its times are those of a clock
/// that only goes forward, because after a wall clock was set back nothing would happen until it is as late as before.
/// </summary>
/// <param name="Last">When it happened last.</param>
public readonly record struct Beat(TimeSpan Last)
{
    /// <summary>
    /// How long comments of a busy episode wait for each other. With one a millisecond or more a frame costs what its bytes do, and writing it to a room
    /// takes its time: then a fifth less, so that the last viewer sees them no later.
    /// </summary>
    /// <param name="usual">With fewer comments.</param>
    /// <param name="comments">How many came in the interval before.</param>
    public static TimeSpan Interval(TimeSpan usual, int comments) => comments >= usual.TotalMilliseconds ? usual * 0.8 : usual;

    /// <summary>When it may happen again; in the past = now.</summary>
    public TimeSpan DueAt(TimeSpan interval) => Last + interval;

    /// <summary>
    /// It happens now. What is less than a fifth of the interval late keeps the beat: else ten a second, each with its own delay, would come later and
    /// later, until two go together. What is later begins anew: else others just as frequent could each wait for most of an interval, for ever.
    /// </summary>
    public Beat Next(TimeSpan now, TimeSpan interval)
    {
        TimeSpan late = now - DueAt(interval);
        return new Beat(late >= TimeSpan.Zero && late < interval / 5 ? now - late : now);
    }
}
