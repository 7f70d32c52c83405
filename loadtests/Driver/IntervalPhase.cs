namespace Interactions.LoadTests.Driver;

/// <summary>
/// A phase as an engine wants it that begins whole numbers of iterations per interval, in phases of at least a second. The shapes are NBomber's, and so
/// is the rule that no interval is longer than its phase.
/// </summary>
/// <param name="Rate">Iterations per <paramref name="Interval"/>; the lower one of a random rate.</param>
/// <param name="RateMax">The upper one of a random rate, in the same unit.</param>
internal sealed record IntervalPhase(LoadShape Shape, int Rate, int RateMax, int Copies, TimeSpan Interval, TimeSpan During)
{
    /// <summary>Seconds of an engine's shortest phase.</summary>
    private const double Least = 1;

    /// <summary>Sums and quotients of parts of a second are not exact.</summary>
    private const double Slack = 1e-6;

    /// <summary>The part of a rate that may be missing for the sake of a shorter interval.</summary>
    private const double Nearly = 0.001;

    /// <summary>All phases of a profile, with as many iterations. Short ones in a row, such as those of a replayed file, are gathered.</summary>
    public static IEnumerable<IntervalPhase> Of(IReadOnlyList<Phase> phases) => Gathered(phases).Select(Of);

    private static IntervalPhase Of(Phase phase)
    {
        double interval = phase.Shape == LoadShape.Inject
            ? Fitting(phase.Rate, phase.Seconds)
            : Math.Min(phase.Rate is > 0 and < 1 ? 1 / phase.Rate : 1, phase.Seconds);
        int rate = (int)Math.Round(phase.Rate * interval);
        return new IntervalPhase(
            // An engine that is to begin nothing wants to hear of a pause.
            phase.Shape == LoadShape.Inject && rate == 0 ? LoadShape.Pause : phase.Shape,
            rate, (int)Math.Round(phase.RateMax * interval), phase.Copies, TimeSpan.FromSeconds(interval), TimeSpan.FromSeconds(phase.Seconds));
    }

    /// <summary>The shortest interval of whole seconds, of which whole ones make up the phase, in which the rate is a whole number, or nearly.</summary>
    private static double Fitting(double rate, double seconds)
    {
        (double best, double error) = (Math.Min(Least, seconds), double.MaxValue);
        for (double interval = Least; interval <= seconds + Slack && error > rate * Nearly; interval++)
        {
            double count = seconds / interval;
            if (Math.Abs(count - Math.Round(count)) > Slack) { continue; }
            double off = Math.Abs((Math.Round(rate * interval) / interval) - rate);
            if (off < error - Slack) { (best, error) = (interval, off); }
        }
        // The whole phase is an interval too; it is one without a whole number of seconds.
        return error == double.MaxValue && seconds > Least ? seconds : best;
    }

    private static List<Phase> Gathered(IReadOnlyList<Phase> phases)
    {
        List<Phase> all = [];
        for (int i = 0; i < phases.Count;)
        {
            Phase[] row = [.. phases.Skip(i).TakeWhile(phase => IsShort(phase) && phase.WarmUp == phases[i].WarmUp)];
            if (row.Sum(phase => phase.Seconds) < Least - Slack)
            {
                // Alone it would be another load when it lasted a second: the engine shall refuse it.
                row = [phases[i]];
                all.Add(row[0]);
            }
            else { all.AddRange(Gather(row)); }
            i += row.Length;
        }
        return all;
    }

    private static IEnumerable<Phase> Gather(Phase[] row)
    {
        (double seconds, double count) = (0, 0);
        foreach (Phase phase in row)
        {
            (seconds, count) = (seconds + phase.Seconds, count + (phase.Seconds * phase.Rate));
            if (seconds < Least - Slack && !ReferenceEquals(phase, row[^1])) { continue; }
            // The end of a row may be short; silence follows it up to a second.
            double during = Math.Max(Least, Math.Round(seconds, 6));
            yield return count > 0 ? new Phase(LoadShape.Inject, during, count / during, WarmUp: phase.WarmUp) : new Phase(LoadShape.Pause, during);
            (seconds, count) = (0, 0);
        }
    }

    private static bool IsShort(Phase phase) => phase is { Shape: LoadShape.Inject or LoadShape.Pause, Seconds: < Least - Slack };
}
