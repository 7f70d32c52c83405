using Interactions.Episodes;
using Interactions.Users;

namespace Interactions.Creators;

/// <summary>What happens to a creator, as the journal keeps it: one of these.</summary>
/// <param name="Overlay">Replaces the overlay of its name, or is a new one.</param>
/// <param name="RevokedOverlayId">The overlay that ends.</param>
[GenerateSerializer, Immutable, Alias("interactions.creator-entry.v1")]
public sealed record CreatorEntry(
    [property: Id(0)] long AtMs, [property: Id(1)] EpisodeReport? Report = null, [property: Id(2)] Follow? Follow = null,
    [property: Id(3)] Overlay? Overlay = null, [property: Id(4)] string? RevokedOverlayId = null);

/// <summary>A <see cref="CreatorState"/> as a checkpoint keeps it.</summary>
[GenerateSerializer, Immutable, Alias("interactions.creator-snapshot.v1")]
public sealed record CreatorSnapshot(
    [property: Id(0)] byte[] Followers, [property: Id(1)] EpisodeReport[] Reports, [property: Id(2)] UserFact[] Untold,
    [property: Id(3)] MilestoneSnapshot? Milestones = null, [property: Id(4)] FollowerHour[]? FollowerHours = null,
    [property: Id(5)] Overlay[]? Overlays = null, [property: Id(6)] TakenTurn[]? Turns = null);

/// <summary>
/// A creator's followers and overlays, and the latest absolute tally of each owned episode: losing or repeating a report changes no total.
/// </summary>
public sealed class CreatorState
{
    private readonly UserSet _followers = new();
    private readonly LatestTurns _turns = new();
    private readonly Dictionary<string, EpisodeReport> _reports = [];
    private readonly Milestones _milestones = new();
    private readonly FollowerHistory _history = new();
    private readonly List<Overlay> _overlays = [];

    public UntoldFacts Untold { get; } = new();

    public FollowerCurve FollowerCurve => new([.. _history.Hours]);

    public OverlayList Overlays => new([.. _overlays]);

    public FollowOutcome Apply(CreatorEntry entry, long offset)
    {
        if (entry.Report is { } report) { Take(report, entry.AtMs); }
        if (entry.Overlay is { } overlay) { Put(overlay); }
        if (entry.RevokedOverlayId is { } revoked) { _overlays.RemoveAll(known => known.OverlayId == revoked); }
        if (entry.Follow is not { } follow) { return new FollowOutcome(false, _followers.Count); }
        if (!_turns.Take(follow.User, 0, ActTurn.Unpack(follow.Turn))) { return new FollowOutcome(_followers.Contains(follow.User), _followers.Count); }
        if (_followers.Set(follow.User, follow.On))
        {
            Untold.Add(new UserFact(UserFactKind.Follow, follow.User, offset, entry.AtMs, follow.On));
            _history.Take(follow.On, _followers.Count, entry.AtMs);
            _milestones.Take(MilestoneKind.Followers, _followers.Count, entry.AtMs);
        }
        return new FollowOutcome(follow.On, _followers.Count);
    }

    private void Take(EpisodeReport report, long atMs)
    {
        // A report that was overtaken by a later one of the same journal says nothing new.
        bool late = _reports.TryGetValue(report.EpisodeId, out EpisodeReport? known) && known.Epoch == report.Epoch
            && known.Tally.Version > report.Tally.Version;
        if (late) { return; }
        _reports[report.EpisodeId] = report;
        _milestones.Take(MilestoneKind.Likes, report.Tally.Likes, atMs, report.EpisodeId);
        _milestones.Take(MilestoneKind.UniqueViewers, report.Tally.UniqueViewers, atMs, report.EpisodeId);
        _milestones.Take(MilestoneKind.Comments, report.Tally.Comments, atMs, report.EpisodeId);
    }

    private void Put(Overlay overlay)
    {
        int place = _overlays.FindIndex(known => known.OverlayId == overlay.OverlayId);
        if (place >= 0) { _overlays[place] = overlay; }
        else { _overlays.Add(overlay); }
        if (_overlays.Count > OverlayList.CountMax) { _overlays.RemoveAt(0); }
    }

    public Board BoardAt(string creatorId, long atMs)
    {
        Tally totals = Tally.Zero;
        foreach (EpisodeReport report in _reports.Values) { totals += report.Tally; }
        BoardEpisode[] episodes = [.. _reports.Values.OrderByDescending(report => report.Tally.Viewers).ThenBy(report => report.EpisodeId, StringComparer.Ordinal)
            .Take(Board.EpisodesMax).Select(report => new BoardEpisode(report.EpisodeId, report.Title, report.Tally))];
        return new Board(creatorId, _followers.Count, totals, episodes, atMs, [.. _milestones.Latest]);
    }

    public CreatorSnapshot TakeSnapshot() => new(
        _followers.ToBytes(), [.. _reports.Values], Untold.ToArray(), _milestones.TakeSnapshot(), [.. _history.Hours], [.. _overlays], _turns.ToArray());

    /// <summary>Fills an empty state from <see cref="TakeSnapshot"/>.</summary>
    public void Restore(CreatorSnapshot snapshot)
    {
        _followers.Restore(snapshot.Followers);
        foreach (EpisodeReport report in snapshot.Reports) { _reports[report.EpisodeId] = report; }
        Untold.Restore(snapshot.Untold);
        // Checkpoints of earlier versions have none of these.
        if (snapshot.Milestones is { } milestones) { _milestones.Restore(milestones); }
        _history.Restore(snapshot.FollowerHours ?? []);
        _overlays.AddRange(snapshot.Overlays ?? []);
        _turns.Restore(snapshot.Turns);
    }
}
