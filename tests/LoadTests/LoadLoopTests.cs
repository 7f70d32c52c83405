using Interactions.LoadTests.Driver;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Interactions.Tests.LoadTests;

/// <summary>A slow server cannot hide behind waiting, and neither can a slow driver.</summary>
public sealed class LoadLoopTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly List<TaskCompletionSource> _held = [];
    private bool _stalled;

    [Fact]
    public void A_stall_of_one_second_shows_in_p99_of_the_open_model()
    {
        Statistics statistics = Run([new Phase(LoadShape.Inject, Seconds: 10, Rate: 100)], stallFrom: 4_000, stallTo: 5_000);
        Percentiles latency = statistics.Steps["call"].Latency.Percentiles();
        // 100 of 1,000 arrivals met the stall, evenly over its second.
        Assert.Equal(1_000, latency.Count);
        Assert.InRange(latency.P99, 850, 1_001);
        Assert.InRange(latency.P95, 400, 600);
        Assert.InRange(latency.P50, 0, 2);
    }

    [Fact]
    public void The_closed_model_hides_the_same_stall_which_is_why_profiles_use_the_open_one()
    {
        Statistics statistics = Run([new Phase(LoadShape.KeepConstant, Seconds: 10, Copies: 1)], stallFrom: 4_000, stallTo: 5_000);
        Percentiles latency = statistics.Steps["call"].Latency.Percentiles();
        Assert.InRange(latency.Max, 990, 1_001);
        Assert.InRange(latency.P99, 0, 2);
    }

    [Fact]
    public void A_driver_that_stands_still_shows_in_the_latencies_and_as_its_own_lateness()
    {
        Statistics statistics = new(_clock);
        using LoadLoop loop = new([new Phase(LoadShape.Inject, Seconds: 2, Rate: 100)], Call, statistics, _clock);
        for (int ms = 0; ms < 2_100; ms++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(1));
            if (ms is < 500 or >= 1_500) { loop.Tick(); }
        }
        Assert.Equal(200, statistics.Sums.Ok);
        Assert.InRange(statistics.Steps["call"].Latency.Percentiles().P99, 950, 1_001);
        Assert.InRange(statistics.Lateness.Percentiles().P99, 950, 1_001);
    }

    [Fact]
    public void Loops_begin_again_when_they_have_ended_and_ramp_up()
    {
        _stalled = true;
        Statistics statistics = new(_clock);
        using LoadLoop loop = new([new Phase(LoadShape.RampingConstant, Seconds: 10, Copies: 10)], Call, statistics, _clock);
        _clock.Advance(TimeSpan.FromSeconds(5));
        loop.Tick();
        Assert.Equal(5, loop.UnderWay);
        Release();
        Assert.Equal(0, loop.UnderWay);
        loop.Tick();
        Assert.Equal(5, loop.UnderWay);
        Assert.Equal(5, statistics.Sums.Ok);
    }

    [Fact]
    public void Latencies_of_the_warm_up_do_not_count_and_its_calls_do()
    {
        Statistics statistics = Run(
            [new Phase(LoadShape.Inject, 1, Rate: 50, WarmUp: true), new Phase(LoadShape.Inject, 1, Rate: 50)], stallFrom: 100, stallTo: 900);
        Assert.Equal(100, statistics.Steps["call"].Ok);
        Assert.Equal(50, statistics.Steps["call"].Latency.Count);
        Assert.InRange(statistics.Steps["call"].Latency.Percentiles().Max, 0, 2);
    }

    [Fact]
    public void A_server_that_answers_nothing_does_not_fill_the_memory()
    {
        _stalled = true;
        Statistics statistics = new(_clock);
        using LoadLoop loop = new([new Phase(LoadShape.Inject, Seconds: 1, Rate: 200_000)], Call, statistics, _clock);
        _clock.Advance(TimeSpan.FromSeconds(2));
        while (!loop.IsOver) { loop.Tick(); }
        Assert.Equal(LoadLoop.UnderWayMax, loop.UnderWay);
        Assert.Equal(200_000 - LoadLoop.UnderWayMax, statistics.Steps["begin"].Failures["driverFull"]);
    }

    /// <summary>Ticks every millisecond, and a tenth of a second longer than the load lasts.</summary>
    private Statistics Run(Phase[] phases, int stallFrom, int stallTo)
    {
        Statistics statistics = new(_clock);
        using LoadLoop loop = new(phases, Call, statistics, _clock);
        for (int ms = 0; ms < (phases.Sum(phase => phase.Seconds) * 1_000) + 100; ms++)
        {
            _stalled = ms >= stallFrom && ms < stallTo;
            if (ms == stallTo) { Release(); }
            loop.Tick();
            _clock.Advance(TimeSpan.FromMilliseconds(1));
        }
        Assert.Equal(0, loop.UnderWay);
        return statistics;
    }

    private Task<Outcome> Call(Turn turn) => turn.Step("call", async () =>
    {
        if (_stalled)
        {
            TaskCompletionSource held = new();
            _held.Add(held);
            await held.Task;
        }
        else { await Task.CompletedTask; }
        return Outcome.Done;
    });

    private void Release()
    {
        TaskCompletionSource[] held = [.. _held];
        _held.Clear();
        foreach (TaskCompletionSource call in held) { call.SetResult(); }
    }
}
