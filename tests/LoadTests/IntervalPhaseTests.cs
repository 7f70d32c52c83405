using Interactions.LoadTests.Driver;
using Xunit;

namespace Interactions.Tests.LoadTests;

/// <summary>A profile in the words of an engine that counts whole iterations per interval: as many iterations, in phases that it takes.</summary>
public sealed class IntervalPhaseTests
{
    [Theory]
    [InlineData(200, 4, 200, 1)]
    [InlineData(2.5, 60, 5, 2)]
    [InlineData(0.2, 60, 1, 5)]
    [InlineData(0.05, 100, 1, 20)]
    [InlineData(7.5, 2.5, 19, 2.5)]
    [InlineData(10, 0.5, 5, 0.5)]
    public void A_rate_becomes_a_whole_number_in_the_shortest_interval_of_which_whole_ones_make_up_the_phase(
        double rate, double seconds, int whole, double intervalSeconds)
    {
        IntervalPhase phase = Assert.Single(IntervalPhase.Of([new Phase(LoadShape.Inject, seconds, rate)]));
        Assert.Equal((LoadShape.Inject, whole), (phase.Shape, phase.Rate));
        Assert.Equal((intervalSeconds, seconds), (phase.Interval.TotalSeconds, phase.During.TotalSeconds));
    }

    [Fact]
    public void Every_scenario_of_every_profile_has_as_many_iterations_as_on_the_built_in_driver()
    {
        foreach (string name in new[] { "laptop", "ci", "cluster" })
        {
            foreach ((string scenario, ScenarioProfile part) in LoadProfile.Read(name).Scenarios)
            {
                IntervalPhase[] phases = [.. IntervalPhase.Of(part.Phases)];
                Assert.Equal(part.Phases.Sum(phase => phase.Seconds), phases.Sum(phase => phase.During.TotalSeconds), 6);
                Assert.All(phases, phase => Assert.True(phase.During >= TimeSpan.FromSeconds(1) && phase.Interval <= phase.During, $"{name}, {scenario}: {phase}"));
                Assert.Equal(Count(part.Phases), Count(phases));
            }
        }
    }

    [Fact]
    public void A_replayed_file_is_gathered_to_seconds_and_loses_no_comment()
    {
        Phase[] file =
        [
            new(LoadShape.Inject, 0.5, Rate: 2), new(LoadShape.Inject, 0.5, Rate: 4), new(LoadShape.Pause, 0.5), new(LoadShape.Inject, 0.5, Rate: 10),
            new(LoadShape.Pause, 0.5), new(LoadShape.Pause, 0.5), new(LoadShape.Inject, 0.5, Rate: 6),
        ];
        IntervalPhase[] phases = [.. IntervalPhase.Of(file)];
        Assert.Equal(
            [(LoadShape.Inject, 3), (LoadShape.Inject, 5), (LoadShape.Pause, 0), (LoadShape.Inject, 3)], phases.Select(phase => (phase.Shape, phase.Rate)));
        Assert.All(phases, phase => Assert.Equal(TimeSpan.FromSeconds(1), phase.During));
    }

    [Fact]
    public void A_short_phase_among_long_ones_stays_what_it_is_so_that_the_engine_refuses_it()
    {
        Phase[] twist = [new(LoadShape.Inject, 2, Rate: 5), new(LoadShape.Inject, 0.5, Rate: 100), new(LoadShape.Inject, 2, Rate: 5)];
        Assert.Equal(0.5, IntervalPhase.Of(twist).ElementAt(1).During.TotalSeconds);
    }

    [Fact]
    public void A_warm_up_is_not_gathered_with_what_counts()
    {
        Phase[] phases =
        [
            new(LoadShape.Inject, 0.5, Rate: 2, WarmUp: true), new(LoadShape.Inject, 0.5, Rate: 2, WarmUp: true), new(LoadShape.Inject, 0.5, Rate: 8),
            new(LoadShape.Inject, 0.5, Rate: 8),
        ];
        Assert.Equal([2, 8], IntervalPhase.Of(phases).Select(phase => phase.Rate));
    }

    [Fact]
    public void Loops_and_random_rates_keep_their_numbers()
    {
        Phase[] phases = [new(LoadShape.RampingConstant, 5, Copies: 7), new(LoadShape.KeepConstant, 5, Copies: 7), new(LoadShape.InjectRandom, 5, Rate: 10, RateMax: 30)];
        IntervalPhase[] of = [.. IntervalPhase.Of(phases)];
        Assert.Equal([(7, 0, 0), (7, 0, 0), (0, 10, 30)], of.Select(phase => (phase.Copies, phase.Rate, phase.RateMax)));
    }

    /// <summary>Iterations of the phases with a fixed rate.</summary>
    private static double Count(IEnumerable<Phase> phases) => phases.Where(phase => phase.Shape == LoadShape.Inject).Sum(phase => Math.Round(phase.Rate * phase.Seconds));

    private static double Count(IEnumerable<IntervalPhase> phases) => phases.Where(phase => phase.Shape == LoadShape.Inject).Sum(phase => phase.Rate * phase.During / phase.Interval);
}
