using Interactions.Creators;
using Interactions.Silo.Journal;
using Interactions.Silo.Users;
using Orleans.Concurrency;
using Orleans.Placement;

namespace Interactions.Silo.Creators;

/// <summary>A creator: followers, the latest tallies of the owned episodes, and the gateways whose dashboards are open.</summary>
[GrainType("creator"), Reentrant, RandomPlacement]
internal sealed partial class CreatorGrain : Grain, ICreatorGrain
{
    /// <summary>Boards go out at most so often: people read four updates a second, not more.</summary>
    private static readonly TimeSpan BoardInterval = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan BeatInterval = TimeSpan.FromSeconds(1);

    private readonly Ledger _ledger = new();
    private readonly Journal<CreatorEntry, FollowOutcome, CreatorSnapshot> _journal;
    private readonly Dictionary<string, (ICreatorObserver Observer, DateTimeOffset Until)> _dashboards = [];
    private readonly UserTeller _users;
    private readonly TimeProvider _clock;
    private readonly ILogger<CreatorGrain> _log;
    private IGrainTimer? _boardTimer;
    private bool _boardWaits;

    public CreatorGrain(
        IGrainContext context, JournalFactory journals, IGrainFactory grains, TellerWaker waker, TimeProvider clock, ILogger<CreatorGrain> log)
    {
        (_clock, _log) = (clock, log);
        _journal = journals.Open(context.GrainId, _ledger);
        _users = new UserTeller(grains, waker, UserTeller.Creators, context.GrainId.Key.ToString()!);
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await this.Recover(_journal);
        _boardTimer = this.RegisterGrainTimer(
            SendBoard, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { Interleave = true });
        this.RegisterGrainTimer(Beat, new GrainTimerCreationOptions(BeatInterval, BeatInterval) { Interleave = true });
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _journal.Leave();
        await _users.Leave(_ledger.State.Untold, reason, _journal.Lost is not null);
    }

    public async Task Report(EpisodeReport report)
    {
        await this.Commit(_journal, new CreatorEntry(NowMs(), Report: report));
        ScheduleBoard();
    }

    public async Task<FollowOutcome> Apply(Follow follow)
    {
        Task enlisted = _users.Enlist();
        FollowOutcome outcome = await this.Commit(_journal, new CreatorEntry(NowMs(), Follow: follow));
        await enlisted;
        ScheduleBoard();
        return outcome;
    }

    public Task PutOverlay(Overlay overlay) => this.Commit(_journal, new CreatorEntry(NowMs(), Overlay: overlay));

    public Task RevokeOverlay(string overlayId) => this.Commit(_journal, new CreatorEntry(NowMs(), RevokedOverlayId: overlayId));

    public Task<OverlayList> GetOverlays() => Task.FromResult(_ledger.State.Overlays);

    public Task<FollowerCurve> GetFollowerCurve() => Task.FromResult(_ledger.State.FollowerCurve);

    public Task<Board> GetBoard() => Task.FromResult(_ledger.State.BoardAt(this.GetPrimaryKeyString(), NowMs()));

    public Task<Board> Renew(BoardLease lease)
    {
        if (lease.Observer is { } observer) { _dashboards[lease.GatewayId] = (observer, _clock.GetUtcNow() + BoardLease.Duration); }
        else { _dashboards.Remove(lease.GatewayId); }
        return GetBoard();
    }

    private long NowMs() => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    private void ScheduleBoard()
    {
        if (_boardWaits || _dashboards.Count == 0) { return; }
        _boardWaits = true;
        _boardTimer!.Change(BoardInterval, Timeout.InfiniteTimeSpan);
    }

    private async Task SendBoard(CancellationToken cancellationToken)
    {
        _boardWaits = false;
        DateTimeOffset now = _clock.GetUtcNow();
        Board board = await GetBoard();
        foreach ((string gatewayId, (ICreatorObserver observer, DateTimeOffset until)) in _dashboards)
        {
            if (until <= now) { _dashboards.Remove(gatewayId); }
            else { observer.OnBoard(board).Ignore(); }
        }
    }

    /// <summary>Users hear whom they follow.</summary>
    private async Task Beat(CancellationToken cancellationToken)
    {
        try { await _users.Tell(_ledger.State.Untold, _journal.Epoch); }
        catch (Exception fault) { BeatFailed(this.GetPrimaryKeyString(), fault); }
    }

    [LoggerMessage(EventId = 2101, Level = LogLevel.Warning, Message = "Creator {CreatorId} could not tell users whom they follow; it goes on at the next beat.")]
    private partial void BeatFailed(string creatorId, Exception fault);

    private sealed class Ledger : IJournaled<CreatorEntry, FollowOutcome, CreatorSnapshot>
    {
        public CreatorState State { get; private set; } = new();

        public int Count(CreatorEntry entry) => 1;

        public FollowOutcome Apply(CreatorEntry entry, long offset) => State.Apply(entry, offset);

        public CreatorSnapshot TakeSnapshot() => State.TakeSnapshot();

        public void Restore(CreatorSnapshot snapshot)
        {
            State = new CreatorState();
            State.Restore(snapshot);
        }
    }
}
