using System.Diagnostics.CodeAnalysis;

namespace Interactions.Gateway.Episodes;

/// <summary>How long a shard's last turn took, and what of it counts as its part of a sweep over the room.</summary>
internal readonly record struct RoomTurn(TimeSpan Took, TimeSpan Counted)
{
    /// <summary>The shorter of two counts: a turn in which the whole process stood still, for a collection say, says nothing of the next.</summary>
    public RoomTurn Then(TimeSpan took) => new(took, Took > TimeSpan.Zero && Took < took ? Took : took);
}

/// <summary>
/// Lets the shards of a room write one after the other, the one that has waited longest first, and says how long each rests: until a sweep over the
/// whole room and the rest that follows one are over. So nobody waits longer for what has come than such a window, wherever he stands in the sweep.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose handle is never asked for holds nothing to dispose of.")]
internal sealed class RoomTurns(TimeSpan windowMax, TimeProvider clock)
{
    private readonly SemaphoreSlim _turn = new(1);
    private TimeSpan _sweep;
    private volatile bool _gathers;

    /// <summary>The room gathers comments itself, as <see cref="RoomWindow"/> says of its last turn.</summary>
    public bool Gathers => _gathers;

    /// <summary>Waits for a turn and takes it.</summary>
    /// <param name="last">This shard's last turn; default at first.</param>
    /// <param name="write">Writes what has come until now; answers how many comments that were.</param>
    /// <returns>This turn, and how long the shard rests now.</returns>
    public async Task<(RoomTurn Turn, TimeSpan Pause)> Take(RoomTurn last, Func<Task<int>> write)
    {
        await _turn.WaitAsync();
        try
        {
            long began = clock.GetTimestamp();
            int comments = await write();
            RoomTurn turn = last.Then(clock.GetElapsedTime(began));
            _sweep += turn.Counted - last.Counted;
            RoomWindow window = RoomWindow.After(_sweep, comments, windowMax);
            _gathers = window.Gathers;
            return (turn, window.Rest > TimeSpan.Zero ? _sweep - turn.Counted + window.Rest : TimeSpan.Zero);
        }
        finally
        {
            _turn.Release();
        }
    }
}
