namespace Interactions.LoadTests.Driver;

/// <summary>When an iteration is meant to begin, from the start of the run.</summary>
internal readonly record struct Arrival(TimeSpan At, bool WarmUp);

/// <summary>The intended times of the open model. They follow from the profile alone: a slow server moves none of them.</summary>
internal static class Arrivals
{
    /// <param name="random">Draws the rates of <see cref="LoadShape.InjectRandom"/>.</param>
    public static IEnumerable<Arrival> Of(IEnumerable<Phase> phases, Random random)
    {
        (double begin, double rateBefore) = (0, 0);
        foreach (Phase phase in phases)
        {
            foreach (double second in Within(phase, rateBefore, random))
            {
                yield return new Arrival(TimeSpan.FromTicks((long)((begin + second) * TimeSpan.TicksPerSecond)), phase.WarmUp);
            }
            begin += phase.Seconds;
            rateBefore = phase.IsOpen ? phase.Rate : 0;
        }
    }

    private static IEnumerable<double> Within(Phase phase, double rateBefore, Random random) => phase.Shape switch
    {
        LoadShape.Inject => Even(phase.Rate, phase.Seconds),
        LoadShape.RampingInject => Ramp(rateBefore, phase.Rate, phase.Seconds),
        LoadShape.InjectRandom => Drawn(phase, random),
        _ => [],
    };

    private static IEnumerable<double> Even(double rate, double seconds)
    {
        long count = (long)Math.Round(rate * seconds);
        for (long i = 0; i < count; i++) { yield return i / rate; }
    }

    /// <summary>By time t there are r0·t + (r1 − r0)·t² / 2T arrivals; solved for t.</summary>
    private static IEnumerable<double> Ramp(double from, double to, double seconds)
    {
        double slope = (to - from) / seconds;
        if (slope == 0)
        {
            foreach (double at in Even(to, seconds)) { yield return at; }
            yield break;
        }
        long count = (long)Math.Round((from + to) / 2 * seconds);
        for (long i = 0; i < count; i++)
        {
            yield return Math.Min(seconds, (Math.Sqrt(Math.Max(0, (from * from) + (2 * slope * i))) - from) / slope);
        }
    }

    private static IEnumerable<double> Drawn(Phase phase, Random random)
    {
        for (double second = 0; second < phase.Seconds; second++)
        {
            double length = Math.Min(1, phase.Seconds - second);
            double rate = phase.Rate + (random.NextDouble() * (phase.RateMax - phase.Rate));
            foreach (double at in Even(rate, length)) { yield return second + at; }
        }
    }
}
