using Interactions.Users;

namespace Interactions.Watching;

/// <summary>One showing of an episode to one user, as its reports tell.</summary>
[GenerateSerializer, Alias("interactions.watch-session.v1")]
public struct WatchSession
{
    [Id(0)] internal SecondSet Seen;

    /// <summary>The last report taken; an equal or smaller number was taken already.</summary>
    [Id(1)] internal long Seq;

    [Id(2)] internal bool Completed;

    /// <summary>Counted as an early exit.</summary>
    [Id(3)] internal bool LeftEarly;
}

/// <summary>How much watch time a user may still claim, so that nobody watches faster than time passes.</summary>
[GenerateSerializer, Alias("interactions.watch-credit.v1")]
public struct WatchCredit
{
    /// <summary>
    /// Most seconds that can be claimed at once: a whole micro-drama, because a client that was offline reports it all when it comes back.
    /// </summary>
    public const int SecondsMax = 180;

    /// <summary>Seconds of playback per second of time: players offer double speed.</summary>
    public const int Speed = 2;

    [Id(0)] internal long AtMs;
    [Id(1)] internal long LeftMs;

    /// <summary>Saw a second, and counts as a viewer.</summary>
    [Id(2)] internal bool HasSeen;

    public static WatchCredit New(long atMs) => new() { AtMs = atMs, LeftMs = SecondsMax * 1000L };

    public void Refill(long atMs)
    {
        LeftMs = Math.Min(SecondsMax * 1000L, LeftMs + Math.Max(0, atMs - AtMs) * Speed);
        AtMs = atMs;
    }
}

/// <summary>A <see cref="WatchLog"/> as a checkpoint keeps it.</summary>
[GenerateSerializer, Immutable, Alias("interactions.watch-snapshot.v1")]
public sealed record WatchSnapshot(
    [property: Id(0)] KeyValuePair<ClientKey, WatchSession>[] Sessions,
    [property: Id(1)] KeyValuePair<UserKey, WatchCredit>[] Viewers,
    [property: Id(2)] int[] Retention,
    [property: Id(3)] long Peak,
    [property: Id(4)] long WatchSeconds,
    [property: Id(5)] long Completions,
    [property: Id(6)] long EarlyExits);
