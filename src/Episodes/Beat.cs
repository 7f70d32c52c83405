namespace Interactions.Episodes;

/// <summary>
/// The rhythm of something that happens at most once an interval: at once after a rest, then on the beat. A pure value; its times are those of a clock
/// that only goes forward, because after a wall clock was set back nothing would happen until it is as late as before.
/// </summary>
/// <param name="Last">When it happened last.</param>
public readonly record struct Beat(TimeSpan Last)
{
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
