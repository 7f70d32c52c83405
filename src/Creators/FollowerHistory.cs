namespace Interactions.Creators;

/// <summary>How the followers of a creator changed in one hour.</summary>
/// <param name="AtMs">When the hour began, Unix milliseconds.</param>
/// <param name="Gained">Users who began to follow.</param>
/// <param name="Lost">Users who ended it.</param>
/// <param name="Followers">How many there were at its end.</param>
[GenerateSerializer, Immutable, Alias("interactions.follower-hour.v1")]
public sealed record FollowerHour(
    [property: Id(0)] long AtMs, [property: Id(1)] long Gained, [property: Id(2)] long Lost, [property: Id(3)] long Followers);

/// <summary>The hours in which followers came or went, oldest first; in the hours between nothing changed.</summary>
[GenerateSerializer, Immutable, Alias("interactions.follower-curve.v1")]
public sealed record FollowerCurve([property: Id(0)] FollowerHour[] Hours);

/// <summary>Followers over time, by the hour.</summary>
public sealed class FollowerHistory
{
    /// <summary>Most hours that are kept: the latest, a month when something happens in each.</summary>
    public const int HoursMax = 720;

    private const long HourMs = 3_600_000;

    private readonly List<FollowerHour> _hours = [];

    public IReadOnlyList<FollowerHour> Hours => _hours;

    /// <summary>Notes that somebody began or ended to follow; <paramref name="followers"/> there are now.</summary>
    public void Take(bool on, long followers, long atMs)
    {
        FollowerHour? last = _hours.Count > 0 ? _hours[^1] : null;
        // A clock that was set back does not open an hour that is over.
        if (last is null || atMs >= last.AtMs + HourMs)
        {
            if (_hours.Count == HoursMax) { _hours.RemoveAt(0); }
            _hours.Add(last = new FollowerHour(atMs - (atMs % HourMs), 0, 0, followers));
        }
        _hours[^1] = last with { Gained = last.Gained + (on ? 1 : 0), Lost = last.Lost + (on ? 0 : 1), Followers = followers };
    }

    /// <summary>Fills an empty history.</summary>
    public void Restore(FollowerHour[] hours) => _hours.AddRange(hours);
}
