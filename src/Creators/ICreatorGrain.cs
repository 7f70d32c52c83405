using Interactions.Episodes;
using Interactions.Users;
using Orleans.Concurrency;

namespace Interactions.Creators;

/// <summary>What an episode tells its creator, at most once a second: absolute counters, so a lost or repeated report does no harm.</summary>
/// <param name="Epoch">The episode journal's generation.</param>
[GenerateSerializer, Immutable, Alias("interactions.episode-report.v1")]
public sealed record EpisodeReport(
    [property: Id(0)] string EpisodeId, [property: Id(1)] string Title, [property: Id(2)] string Epoch, [property: Id(3)] Tally Tally);

/// <param name="Turn">The <see cref="ActTurn"/>, packed.</param>
[GenerateSerializer, Immutable, Alias("interactions.follow.v1")]
public sealed record Follow([property: Id(0)] UserKey User, [property: Id(1)] bool On, [property: Id(2)] long Turn = 0);

[GenerateSerializer, Immutable, Alias("interactions.follow-outcome.v1")]
public sealed record FollowOutcome([property: Id(0)] bool Following, [property: Id(1)] long Followers);

/// <summary>A gateway's subscription to a board; it ends by itself when it is not renewed for <see cref="Duration"/>.</summary>
[GenerateSerializer, Immutable, Alias("interactions.board-lease.v1")]
public sealed record BoardLease([property: Id(0)] string GatewayId, [property: Id(1)] ICreatorObserver? Observer)
{
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(7);
}

/// <summary>How a creator's grain reaches a gateway whose dashboards are open.</summary>
[Alias("interactions.creator-observer")]
public interface ICreatorObserver : IGrainObserver
{
    [OneWay, Alias("board")]
    Task OnBoard(Board board);
}

/// <summary>A creator: followers, and the board made of the latest absolute tallies of the owned episodes. Its key is the <see cref="CreatorId"/>.</summary>
[Alias("interactions.creator"), GrainInterfaceType("creator")]
public interface ICreatorGrain : IGrainWithStringKey
{
    /// <summary>Hears an episode's counters; durable when it answers.</summary>
    [AlwaysInterleave, Alias("report")]
    Task Report(EpisodeReport report);

    /// <summary>Follows or ends following; durable when it answers. Repeating it changes nothing.</summary>
    [AlwaysInterleave, Alias("apply")]
    Task<FollowOutcome> Apply(Follow follow);

    [AlwaysInterleave, Alias("get-board")]
    Task<Board> GetBoard();

    /// <summary>The hours of the last month in which followers came or went.</summary>
    [AlwaysInterleave, Alias("get-follower-curve")]
    Task<FollowerCurve> GetFollowerCurve();

    /// <summary>Adds an overlay or replaces the one of its name, whose key is refused from then on; durable when it answers.</summary>
    [AlwaysInterleave, Alias("put-overlay")]
    Task PutOverlay(Overlay overlay);

    /// <summary>Ends an overlay; durable when it answers. Repeating it changes nothing.</summary>
    [AlwaysInterleave, Alias("revoke-overlay")]
    Task RevokeOverlay(string overlayId);

    [AlwaysInterleave, Alias("get-overlays")]
    Task<OverlayList> GetOverlays();

    /// <summary>Subscribes a gateway to boards (or ends it, when the lease has no observer) and answers the current one.</summary>
    [AlwaysInterleave, Alias("renew")]
    Task<Board> Renew(BoardLease lease);
}
