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
        (RoomTurn first, TimeSpan pause) = await turns.Take(default, () => Write(40));
        Assert.Equal(Ms(60), pause);
        // Two shards take 60 ms together, so each is written to every 150 ms.
        Assert.Equal((new RoomTurn(Ms(20), Ms(20)), Ms(130)), await turns.Take(default, () => Write(20)));
        Assert.Equal((first, Ms(110)), await turns.Take(first, () => Write(40)));
        Assert.True(turns.Gathers);
    }

    [Fact]
    public async Task A_turn_in_which_the_process_stood_still_does_not_make_the_others_rest()
    {
        RoomTurns turns = new(TimeSpan.FromMilliseconds(250), _clock);
        (RoomTurn one, _) = await turns.Take(default, () => Write(40));
        (one, TimeSpan pause) = await turns.Take(one, () => Write(200));
        Assert.Equal(Ms(60), pause);
        (_, pause) = await turns.Take(default, () => Write(10));
        Assert.Equal(Ms(115), pause);
        // What takes long twice takes long.
        (_, pause) = await turns.Take(one, () => Write(100));
        Assert.Equal(Ms(150), pause);
    }

    [Fact]
    public async Task A_small_room_of_several_shards_never_rests()
    {
        RoomTurns turns = new(TimeSpan.FromMilliseconds(250), _clock);
        Assert.Equal(TimeSpan.Zero, (await turns.Take(default, () => Write(2))).Pause);
        Assert.Equal(TimeSpan.Zero, (await turns.Take(default, () => Write(2))).Pause);
        Assert.False(turns.Gathers);
    }

    [Fact]
    public async Task One_shard_writes_at_a_time_and_a_turn_that_fails_is_over()
    {
        RoomTurns turns = new(TimeSpan.FromMilliseconds(250), _clock);
        TaskCompletionSource<int> first = new();
        Task<(RoomTurn, TimeSpan)> writing = turns.Take(default, () => first.Task);
        bool hasBegun = false;
        Task<(RoomTurn, TimeSpan)> waiting = turns.Take(default, () =>
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
