using Interactions.Gateway.Episodes;
using Xunit;

namespace Interactions.Tests.Episodes;

public sealed class RoomWindowTests
{
    [Theory]
    [InlineData(4, 50, 0, false)]
    [InlineData(38, 5, 57, false)]
    [InlineData(40, 5, 60, true)]
    [InlineData(80, 4, 120, true)]
    [InlineData(80, 99, 120, true)]
    [InlineData(80, 100, 40, false)]
    [InlineData(80, 3, 40, false)]
    [InlineData(80, 1, 40, false)]
    [InlineData(80, 0, 120, false)]
    [InlineData(200, 5, 50, true)]
    [InlineData(300, 5, 0, true)]
    [InlineData(300, 1, 0, false)]
    public void A_room_rests_as_long_as_it_pays_and_says_when_it_gathers(int sweepMs, int comments, int restMs, bool gathers) => Assert.Equal(
        new RoomWindow(TimeSpan.FromMilliseconds(restMs), gathers),
        RoomWindow.After(TimeSpan.FromMilliseconds(sweepMs), comments, TimeSpan.FromMilliseconds(250)));

    [Fact]
    public void A_room_without_a_window_never_rests() =>
        Assert.Equal(TimeSpan.Zero, RoomWindow.After(TimeSpan.FromMilliseconds(80), 5, TimeSpan.Zero).Rest);
}
