using Interactions.Episodes;
using Interactions.Refusals;

namespace Interactions.Creators;

/// <summary>What creators may call at <c>/hubs/creator</c>; the token's user must be the creator (or ops).</summary>
public interface ICreatorHub
{
    /// <summary>Where the hub is.</summary>
    public const string Path = "/hubs/creator";

    /// <summary>Answers the board and pushes it from now on, 1 to 4 times a second while something changes.</summary>
    Task<BoardAnswer> Open(OpenRequest request);
}

/// <summary>What the server pushes to dashboards.</summary>
public interface ICreatorClient
{
    Task Board(Board board);

    Task GoingAway(GoingAway notice);

    Task SessionEnded(SessionEnded notice);
}

public sealed record OpenRequest(string? CreatorId);

public sealed record BoardAnswer(bool Ok, Refusal? Refusal = null, Board? Board = null);
