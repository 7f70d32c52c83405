namespace Interactions.Silo.Storage;

/// <summary>
/// When the next transaction may begin, so that grains which write at the same time share one: at once after a rest, then on a beat. A hundred episodes
/// with ten comments a second each would commit a thousand times a second, which costs more than what is in it. Without clock: the writer has one.
/// </summary>
internal sealed class SharedCommits
{
    /// <summary>So many writes share their commit well enough. Asked once, before the rest: those that come in it wait for its end.</summary>
    public const int WritesEnough = 64;

    /// <summary>Shortest time between two transactions of different grains. Half of it, on average, is what a fact's answer takes longer then.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(4);

    private TimeSpan _beganAt = TimeSpan.MinValue / 2;
    private string? _onlyGrain;

    /// <summary>How long the next one waits. A grain that is alone writes one segment after the other: nothing would come to share it.</summary>
    /// <param name="first">The grain whose write waits longest.</param>
    /// <param name="waiting">How many wait.</param>
    public TimeSpan RestBefore(string first, int waiting, TimeSpan now)
    {
        if (waiting >= WritesEnough || first == _onlyGrain) { return TimeSpan.Zero; }
        TimeSpan rest = _beganAt + Interval - now;
        return rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
    }

    /// <summary>A transaction begins.</summary>
    public void Began(IReadOnlyList<SqliteWrite> writes, TimeSpan now)
    {
        string first = writes[0].Key.Grain;
        (_beganAt, _onlyGrain) = (now, writes.All(write => write.Key.Grain == first) ? first : null);
    }
}
