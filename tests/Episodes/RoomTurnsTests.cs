using Interactions.Gateway.Episodes;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Interactions.Tests.Episodes;

public sealed class RoomTurnsTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task A_shard_rests_until_all_shards_and_the_rest_of_the_room_are_over()
    {
        RoomTurns turns = new(TimeSpan.FromMilliseconds(250), _clock);
        Assert.Equal((Ms(40), Ms(40)), await turns.Take(TimeSpan.Zero, () => Write(40)));
        // Two shards take 60 ms together, so each is written to every 120 ms.
        Assert.Equal((Ms(20), Ms(100)), await turns.Take(TimeSpan.Zero, () => Write(20)));
        Assert.Equal((Ms(40), Ms(80)), await turns.Take(Ms(40), () => Write(40)));
        Assert.True(turns.Gathers);
    }

    [Fact]
    public async Task A_small_room_of_several_shards_never_rests()
    {
        RoomTurns turns = new(TimeSpan.FromMilliseconds(250), _clock);
        Assert.Equal((Ms(2), TimeSpan.Zero), await turns.Take(TimeSpan.Zero, () => Write(2)));
        Assert.Equal((Ms(2), TimeSpan.Zero), await turns.Take(TimeSpan.Zero, () => Write(2)));
        Assert.False(turns.Gathers);
    }

    [Fact]
    public async Task One_shard_writes_at_a_time_and_a_turn_that_fails_is_over()
    {
        RoomTurns turns = new(TimeSpan.FromMilliseconds(250), _clock);
        TaskCompletionSource<int> first = new();
        Task<(TimeSpan, TimeSpan)> writing = turns.Take(TimeSpan.Zero, () => first.Task);
        bool hasBegun = false;
        Task<(TimeSpan, TimeSpan)> waiting = turns.Take(TimeSpan.Zero, () =>
        {
            hasBegun = true;
            return Write(1);
        });
        Assert.False(hasBegun);
        first.SetException(new InvalidOperationException());
        await Assert.ThrowsAsync<InvalidOperationException>(() => writing);
        await waiting;
        Assert.True(hasBegun);
    }

    private static TimeSpan Ms(int ms) => TimeSpan.FromMilliseconds(ms);

    /// <summary>Five comments, and so long.</summary>
    private Task<int> Write(int ms)
    {
        _clock.Advance(Ms(ms));
        return Task.FromResult(5);
    }
}
