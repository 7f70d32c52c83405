using Interactions.Episodes;

namespace Interactions.Creators;

/// <summary>An episode on its creator's board.</summary>
[GenerateSerializer, Immutable, Alias("interactions.board-episode.v1")]
public sealed record BoardEpisode([property: Id(0)] string EpisodeId, [property: Id(1)] string Title, [property: Id(2)] Tally Tally);

/// <summary>A creator's live dashboard.</summary>
/// <param name="Totals">The sum of the latest tallies of all episodes.</param>
/// <param name="Episodes">The most watched first, at most <see cref="EpisodesMax"/>.</param>
/// <param name="At">Unix milliseconds of this board.</param>
/// <param name="Milestones">The latest round numbers that were reached, newest first, at most <see cref="Creators.Milestones.LengthMax"/>.</param>
[GenerateSerializer, Immutable, Alias("interactions.board.v1")]
public sealed record Board(
    [property: Id(0)] string CreatorId,
    [property: Id(1)] long Followers,
    [property: Id(2)] Tally Totals,
    [property: Id(3)] BoardEpisode[] Episodes,
    [property: Id(4)] long At,
    [property: Id(5)] Milestone[] Milestones)
{
    public const int EpisodesMax = 100;
}
