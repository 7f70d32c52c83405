using Interactions.Users;

namespace Interactions.Comments;

/// <summary>The least time between two comments of one user in an episode, while its creator has set one.</summary>
public sealed class SlowMode
{
    /// <summary>At so many remembered users, those whose wait is over are forgotten.</summary>
    private const int UsersMax = 100_000;

    private readonly Dictionary<UserKey, long> _lastAtMs = [];

    /// <summary>Takes the user's turn; answers 0, or how many milliseconds are still to wait.</summary>
    public int Take(UserKey user, int intervalMs, long atMs)
    {
        if (intervalMs == 0)
        {
            _lastAtMs.Clear();
            return 0;
        }
        if (_lastAtMs.TryGetValue(user, out long last) && last + intervalMs > atMs) { return (int)(last + intervalMs - atMs); }
        if (_lastAtMs.Count >= UsersMax) { Forget(atMs - intervalMs); }
        _lastAtMs[user] = atMs;
        return 0;
    }

    private void Forget(long beforeMs)
    {
        foreach ((UserKey user, long last) in _lastAtMs)
        {
            if (last <= beforeMs) { _lastAtMs.Remove(user); }
        }
    }

    public KeyValuePair<UserKey, long>[] TakeSnapshot() => [.. _lastAtMs];

    public void Restore(KeyValuePair<UserKey, long>[] snapshot)
    {
        foreach ((UserKey user, long last) in snapshot) { _lastAtMs[user] = last; }
    }
}
