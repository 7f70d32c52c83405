using Interactions.Episodes;
using Interactions.Users;

namespace Interactions.Creators;

/// <summary>What happens to a creator, as the journal keeps it: one of the two.</summary>
[GenerateSerializer, Immutable, Alias("interactions.creator-entry.v1")]
public sealed record CreatorEntry(
    [property: Id(0)] long AtMs, [property: Id(1)] EpisodeReport? Report = null, [property: Id(2)] Follow? Follow = null);

/// <summary>A <see cref="CreatorState"/> as a checkpoint keeps it.</summary>
[GenerateSerializer, Immutable, Alias("interactions.creator-snapshot.v1")]
public sealed record CreatorSnapshot(
    [property: Id(0)] byte[] Followers, [property: Id(1)] EpisodeReport[] Reports, [property: Id(2)] UserFact[] Untold);

/// <summary>A creator's followers, and the latest absolute tally of each owned episode: losing or repeating a report changes no total.</summary>
public sealed class CreatorState
{
    private readonly UserSet _followers = new();
    private readonly Dictionary<string, EpisodeReport> _reports = [];

    public UntoldFacts Untold { get; } = new();

    public FollowOutcome Apply(CreatorEntry entry, long offset)
    {
        if (entry.Report is { } report) { Take(report); }
        if (entry.Follow is not { } follow) { return new FollowOutcome(false, _followers.Count); }
        if (_followers.Set(follow.User, follow.On))
        {
            Untold.Add(new UserFact(UserFactKind.Follow, follow.User, offset, entry.AtMs, follow.On));
        }
        return new FollowOutcome(follow.On, _followers.Count);
    }

    private void Take(EpisodeReport report)
    {
        // A report that was overtaken by a later one of the same journal says nothing new.
        bool late = _reports.TryGetValue(report.EpisodeId, out EpisodeReport? known) && known.Epoch == report.Epoch
            && known.Tally.Version > report.Tally.Version;
        if (!late) { _reports[report.EpisodeId] = report; }
    }

    public Board BoardAt(string creatorId, long atMs)
    {
        Tally totals = Tally.Zero;
        foreach (EpisodeReport report in _reports.Values) { totals += report.Tally; }
        BoardEpisode[] episodes = [.. _reports.Values.OrderByDescending(report => report.Tally.Viewers).ThenBy(report => report.EpisodeId, StringComparer.Ordinal)
            .Take(Board.EpisodesMax).Select(report => new BoardEpisode(report.EpisodeId, report.Title, report.Tally))];
        return new Board(creatorId, _followers.Count, totals, episodes, atMs);
    }

    public CreatorSnapshot TakeSnapshot() => new(_followers.ToBytes(), [.. _reports.Values], Untold.ToArray());

    /// <summary>Fills an empty state from <see cref="TakeSnapshot"/>.</summary>
    public void Restore(CreatorSnapshot snapshot)
    {
        _followers.Restore(snapshot.Followers);
        foreach (EpisodeReport report in snapshot.Reports) { _reports[report.EpisodeId] = report; }
        Untold.Restore(snapshot.Untold);
    }
}
