using Interactions.Creators;
using Xunit;

namespace Interactions.Tests.Creators;

public sealed class FollowerHistoryTests
{
    private const long HourMs = 3_600_000;

    [Fact]
    public void What_happens_in_an_hour_adds_up_and_quiet_hours_are_left_out()
    {
        FollowerHistory history = new();
        history.Take(true, 1, (5 * HourMs) + 10);
        history.Take(true, 2, (6 * HourMs) - 1);
        history.Take(false, 1, 9 * HourMs);
        Assert.Equal([new FollowerHour(5 * HourMs, 2, 0, 2), new FollowerHour(9 * HourMs, 0, 1, 1)], history.Hours);
    }

    [Fact]
    public void A_clock_that_was_set_back_opens_no_hour_that_is_over()
    {
        FollowerHistory history = new();
        history.Take(true, 1, 5 * HourMs);
        history.Take(true, 2, 3 * HourMs);
        Assert.Equal([new FollowerHour(5 * HourMs, 2, 0, 2)], history.Hours);
    }

    [Fact]
    public void The_oldest_hours_are_forgotten()
    {
        FollowerHistory history = new();
        for (int hour = 0; hour < FollowerHistory.HoursMax + 3; hour++) { history.Take(true, hour + 1, hour * HourMs); }
        Assert.Equal((FollowerHistory.HoursMax, 3 * HourMs), (history.Hours.Count, history.Hours[0].AtMs));
    }
}
