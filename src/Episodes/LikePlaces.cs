using Interactions.Users;

namespace Interactions.Episodes;

/// <summary>
/// At which playback second those who like an episode did so, as far as they said. A like that is taken back takes its second along, so the histogram is
/// always that of who likes it now. Who said no second costs nothing here.
/// </summary>
public sealed class LikePlaces
{
    private readonly Dictionary<UserKey, int> _seconds = [];
    private int[] _histogram = [];

    /// <summary>How many liked it at each second; empty before the episode is created.</summary>
    public ReadOnlySpan<int> Histogram => _histogram;

    public void StartAs(int durationMs) => _histogram = new int[(durationMs + 999) / 1000];

    /// <summary>The user likes it from now on; later than the end counts at the end.</summary>
    public void Add(UserKey user, int atMs)
    {
        int second = Math.Clamp(atMs / 1000, 0, _histogram.Length - 1);
        _seconds.Add(user, second);
        _histogram[second]++;
    }

    public void Remove(UserKey user)
    {
        if (_seconds.Remove(user, out int second)) { _histogram[second]--; }
    }

    public KeyValuePair<UserKey, int>[] TakeSnapshot() => [.. _seconds];

    /// <summary>Fills empty places from <see cref="TakeSnapshot"/>.</summary>
    public void Restore(KeyValuePair<UserKey, int>[]? snapshot)
    {
        foreach ((UserKey user, int second) in snapshot ?? []) { Add(user, second * 1000); }
    }
}
