using Interactions.LoadTests.Driver;
using Xunit;

namespace Interactions.Tests.LoadTests;

/// <summary>The intended times of the open model follow from the profile alone.</summary>
public sealed class ArrivalsTests
{
    [Fact]
    public void A_rate_is_spread_evenly()
    {
        double[] at = Times(new Phase(LoadShape.Inject, Seconds: 2, Rate: 5));
        Assert.Equal([0, 0.2, 0.4, 0.6, 0.8, 1.0, 1.2, 1.4, 1.6, 1.8], at);
    }

    [Fact]
    public void A_ramp_begins_at_the_rate_before_it_and_gets_denser()
    {
        double[] at = Times(new Phase(LoadShape.Inject, 1, Rate: 100), new Phase(LoadShape.RampingInject, 10, Rate: 300));
        double[] ramp = [.. at.Where(time => time >= 1)];
        // (100 + 300) / 2 · 10 s; in the first second of the ramp 110, in the last one 290.
        Assert.Equal(2_000, ramp.Length);
        Assert.InRange(ramp.Count(time => time < 2), 109, 111);
        Assert.InRange(ramp.Count(time => time >= 10), 289, 291);
        Assert.Equal(at.Order(), at);
    }

    [Fact]
    public void Nothing_arrives_in_a_pause_or_in_the_closed_model()
    {
        double[] at = Times(
            new Phase(LoadShape.Inject, 1, Rate: 1), new Phase(LoadShape.Pause, 5), new Phase(LoadShape.KeepConstant, 5, Copies: 3),
            new Phase(LoadShape.Inject, 1, Rate: 1));
        Assert.Equal([0, 11], at);
    }

    [Fact]
    public void Random_rates_stay_between_their_bounds_and_are_the_same_in_each_run()
    {
        Phase phase = new(LoadShape.InjectRandom, 50, Rate: 10, RateMax: 30);
        double[] at = Times(phase);
        Assert.All(at.CountBy(time => (int)time), second => Assert.InRange(second.Value, 10, 30));
        Assert.Equal(at, Times(phase));
        Assert.True(at.CountBy(time => (int)time).Select(second => second.Value).Distinct().Count() > 5);
    }

    private static double[] Times(params Phase[] phases) => [.. Arrivals.Of(phases, new Random(1)).Select(arrival => Math.Round(arrival.At.TotalSeconds, 6))];
}
