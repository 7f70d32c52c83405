using Interactions.Episodes;
using Interactions.Refusals;

namespace Interactions.Creators;

/// <summary>What creators and moderators may call at <c>/hubs/creator</c>: a creator of what is his, moderators and ops of all.</summary>
public interface ICreatorHub
{
    /// <summary>Where the hub is.</summary>
    public const string Path = "/hubs/creator";

    /// <summary>Answers the board and pushes it from now on, 1 to 4 times a second while something changes.</summary>
    Task<BoardAnswer> Open(OpenRequest request);

    /// <summary>Pushes <c>Desk</c> from now on when something changes of what moderators look at in these episodes.</summary>
    Task<Answer> OpenDesk(DeskRequest request);
}

/// <summary>What the server pushes to dashboards.</summary>
public interface ICreatorClient
{
    Task Board(Board board);

    Task Desk(DeskNotice notice);

    Task GoingAway(GoingAway notice);

    Task SessionEnded(SessionEnded notice);
}

public sealed record OpenRequest(string? CreatorId);

/// <param name="EpisodeIds">1 to 20, beside those that this connection has asked for already; 20 in all.</param>
public sealed record DeskRequest(string[]? EpisodeIds);

/// <summary>A comment waits for a moderator or no longer does, or something was decided: there is a new answer to <c>GET /api/moderation/desk</c>.</summary>
public sealed record DeskNotice(string EpisodeId);

public sealed record BoardAnswer(bool Ok, Refusal? Refusal = null, Board? Board = null);
