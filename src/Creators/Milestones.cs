using System.Text.Json.Serialization;

namespace Interactions.Creators;

/// <summary>What a milestone counts. Numbers are stored: never reuse one.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MilestoneKind>))]
public enum MilestoneKind : byte
{
    /// <summary>Users who follow the creator.</summary>
    [JsonStringEnumMemberName("followers")]
    Followers = 1,

    /// <summary>Users who like an episode.</summary>
    [JsonStringEnumMemberName("likes")]
    Likes = 2,

    /// <summary>Users who watched an episode.</summary>
    [JsonStringEnumMemberName("uniqueViewers")]
    UniqueViewers = 3,

    /// <summary>Comments that an episode shows.</summary>
    [JsonStringEnumMemberName("comments")]
    Comments = 4,
}

/// <summary>A round number that was reached for the first time.</summary>
/// <param name="Count">One of <see cref="Milestones.Steps"/>.</param>
/// <param name="AtMs">When, Unix milliseconds.</param>
/// <param name="EpisodeId">The episode, or null when it is the creator's own.</param>
[GenerateSerializer, Immutable, Alias("interactions.milestone.v1")]
public sealed record Milestone(
    [property: Id(0)] MilestoneKind Kind, [property: Id(1)] long Count, [property: Id(2)] long AtMs, [property: Id(3)] string? EpisodeId = null);

/// <summary>
/// The round numbers that were reached, from absolute counts: a count that falls and rises again, or a report that comes twice, reaches nothing anew.
/// </summary>
public sealed class Milestones
{
    /// <summary>Most milestones that a board shows: the latest.</summary>
    public const int LengthMax = 20;

    public static readonly long[] Steps = [100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

    private readonly Dictionary<(MilestoneKind Kind, string? EpisodeId), Milestone> _highest = [];
    private readonly Queue<Milestone> _latest = [];

    /// <summary>The latest ones, newest first.</summary>
    public IEnumerable<Milestone> Latest => _latest.Reverse();

    public void Take(MilestoneKind kind, long count, long atMs, string? episodeId = null)
    {
        long reached = _highest.GetValueOrDefault((kind, episodeId))?.Count ?? 0;
        foreach (long step in Steps)
        {
            if (step > reached && step <= count) { Add(new Milestone(kind, step, atMs, episodeId)); }
        }
    }

    private void Add(Milestone milestone)
    {
        _highest[(milestone.Kind, milestone.EpisodeId)] = milestone;
        if (_latest.Count == LengthMax) { _latest.Dequeue(); }
        _latest.Enqueue(milestone);
    }

    public MilestoneSnapshot TakeSnapshot() => new([.. _highest.Values], [.. _latest]);

    /// <summary>Fills an empty value from <see cref="TakeSnapshot"/>.</summary>
    public void Restore(MilestoneSnapshot snapshot)
    {
        foreach (Milestone milestone in snapshot.Highest) { _highest[(milestone.Kind, milestone.EpisodeId)] = milestone; }
        foreach (Milestone milestone in snapshot.Latest) { _latest.Enqueue(milestone); }
    }
}

/// <summary><see cref="Milestones"/> as a checkpoint keeps them.</summary>
[GenerateSerializer, Immutable, Alias("interactions.milestone-snapshot.v1")]
public sealed record MilestoneSnapshot([property: Id(0)] Milestone[] Highest, [property: Id(1)] Milestone[] Latest);
