using Interactions.Comments;
using Interactions.Creators;
using Interactions.Episodes;
using Interactions.Refusals;
using Interactions.Silo.Journal;
using Interactions.Silo.Users;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Orleans.Placement;

namespace Interactions.Silo.Episodes;

/// <summary>An episode: its facts, its journal, the clock, and the gateways that show it.</summary>
[GrainType("episode"), Reentrant, RandomPlacement]
internal sealed partial class EpisodeGrain : Grain, IEpisodeGrain
{
    private readonly EpisodeLedger _ledger = new();
    private readonly Journal<EpisodeEntry, EpisodeOutcome[], EpisodeSnapshot> _journal;
    private readonly EpisodePulses _pulses;
    private readonly UserTeller _users;
    private readonly Recounting _recounting;
    private readonly HotEpisodes _hot;
    private readonly TimeProvider _clock;
    private readonly ILogger<EpisodeGrain> _log;
    private readonly EpisodeOptions _options;
    private IGrainTimer? _pulseTimer;
    private TimeSpan? _pulseDueAt;
    private Tally _reported = Tally.Zero;
    private bool _beating;

    public EpisodeGrain(
        IGrainContext context, JournalFactory journals, HotEpisodes hot, IOptions<EpisodeOptions> options, TimeProvider clock,
        ILogger<EpisodeGrain> log)
    {
        (_hot, _clock, _log, _options) = (hot, clock, log, options.Value);
        string episodeId = context.GrainId.Key.ToString()!;
        _journal = journals.Open(context.GrainId, _ledger);
        _recounting = new Recounting(_ledger, context.GrainId, journals, clock);
        _pulses = new EpisodePulses(episodeId, _options);
        IServiceProvider services = context.ActivationServices;
        _users = new UserTeller(
            services.GetRequiredService<IGrainFactory>(), services.GetRequiredService<TellerWaker>(), UserTeller.Episodes, episodeId);
    }

    private EpisodeState State => _ledger.State;

    private string EpisodeId => this.GetPrimaryKeyString();

    /// <summary>For everything that waits; facts have the time of the calendar.</summary>
    private TimeSpan Now => _clock.GetElapsedTime(0);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await this.Recover(_journal);
        _pulses.StartAt(_journal.Head);
        _recounting.StartAt(_journal.Head);
        _pulseTimer = this.RegisterGrainTimer(Pulse, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { Interleave = true });
        this.RegisterGrainTimer(Beat, new GrainTimerCreationOptions(_options.BeatInterval, _options.BeatInterval) { Interleave = true });
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _journal.Leave();
        await _users.Leave(State.Untold, reason, _journal.Lost is not null);
    }

    // :: Like 3: one grain call a batch; it answers when the batch is in durable storage, together with others that came meanwhile.
    public async Task<EpisodeOutcomes> Apply(EpisodeBatch batch)
    {
        if (State.Untold.IsFull) { throw new BusyException("Users' records have not caught up with this episode; wait and repeat."); }
        long atMs = Math.Max(_ledger.LastAtMs, _clock.GetUtcNow().ToUnixTimeMilliseconds());
        Task enlisted = _users.Enlist();
        EpisodeOutcome[] outcomes = await this.Commit(_journal, new EpisodeEntry(atMs, batch.Operations));
        await enlisted;
        if (AnyChanged(outcomes)) { PulseWhenDue(); }
        return new EpisodeOutcomes(outcomes, _journal.Head);
    }

    public Task<EpisodeView> Get(EpisodeQuestion question)
    {
        Mine mine = question.User is { } user ? State.MineOf(user) : new Mine(false, false);
        bool reset = question.After is not { } after || after.Epoch != _journal.Epoch || after.Offset < 0 || after.Offset > _journal.Head;
        Comment[] comments = reset ? [] : [.. State.Comments.After(question.After!.Offset, question.User).Take(EpisodeQuestion.CommentsMax + 1)];
        reset |= comments.Length > EpisodeQuestion.CommentsMax;
        if (reset) { comments = State.Comments.Latest(EpisodeQuestion.CommentsMax, question.User); }
        string[] retracted = reset ? [] : [.. State.Comments.Retracted(question.After!.Offset, _journal.Head)];
        string[]? thanked = reset ? null : State.Comments.Thanked(question.After!.Offset, _journal.Head);
        return Task.FromResult(new EpisodeView(_journal.Epoch, _journal.Head, reset, TallyNow(), mine, comments, retracted, State.Settings, thanked));
    }

    public Task<EpisodeRecount> Verify() => _recounting.Run(_journal.Head);

    public Task<CatalogueEntry?> GetEntry() =>
        Task.FromResult(State.Settings is { } settings ? new CatalogueEntry(EpisodeId, settings with { Pinned = null }, State.SettingsOffset) : null);

    public Task<Tally> GetTally() => Task.FromResult(TallyNow());

    public Task<EpisodeLeaseAnswer> Renew(EpisodeLease lease)
    {
        _pulses.Renew(lease, Now);
        SchedulePulse(_pulses.CountersDueAt);
        return Task.FromResult(new EpisodeLeaseAnswer(_journal.Epoch, _pulses.Pulsed));
    }

    public Task<EpisodePulse> GetPulse(EpisodePosition position)
    {
        // Another generation, or a position that this one never had: nothing to compare, the viewers start afresh.
        bool known = position.Epoch == _journal.Epoch && position.Offset >= 0 && position.Offset <= _pulses.Pulsed;
        long from = known ? position.Offset : _pulses.Pulsed;
        // With the counters: whoever asks may have missed those as well.
        return Task.FromResult(EpisodePulses.Read(State, _journal.Epoch, _pulses.Pulsed, from, EpisodeId) with { Tally = TallyNow() });
    }

    public Task<CommentPage> GetComments(CommentQuery query)
    {
        int limit = Math.Clamp(query.Limit, 1, CommentQuery.LimitMax);
        Comment[] comments = [.. State.Comments.After(query.After, query.Reader).Take(limit + 1)];
        return Task.FromResult(comments.Length > limit
            ? new CommentPage(comments[..limit], comments[limit - 1].Offset)
            : new CommentPage(comments, null));
    }

    public Task<TrackSegment> GetTrack(TrackQuery query)
    {
        string version = $"{_journal.Epoch}-{State.Comments.Track.Version(query.Segment):x}";
        if (version == query.KnownVersion) { return Task.FromResult(new TrackSegment(query.Segment, version, null)); }
        ReadOnlySpan<int> indices = State.Comments.Track.Segment(query.Segment);
        Comment[] comments = new Comment[indices.Length];
        for (int i = 0; i < comments.Length; i++) { comments[i] = State.Comments[indices[i]].ToComment(); }
        return Task.FromResult(new TrackSegment(query.Segment, version, comments));
    }

    public Task<CommentReview> GetReview() =>
        Task.FromResult(new CommentReview([.. State.Comments.Review.Take(CommentReview.LengthMax).Select(ToQueued)]));

    public Task<DecisionLog> GetDecisions() => Task.FromResult(new DecisionLog([.. State.Decisions.Reverse()]));

    public Task<QueuedComment?> FindComment(string commentId) =>
        Task.FromResult(State.Comments.Find(commentId) is { } comment ? ToQueued(comment) : null);

    public Task<Comment?> GetPinned() => Task.FromResult(State.Settings?.Pinned);

    public Task<Retention> GetRetention() => Task.FromResult(new Retention([.. State.Watching.Retention], [.. State.LikesBySecond]));

    private static QueuedComment ToQueued(StoredComment comment) => new(
        comment.ToComment(), comment.IsHeld ? comment.Draft.HeldBy : null, comment.OpenReports, comment.User.ToString());

    private static bool AnyChanged(EpisodeOutcome[] outcomes)
    {
        foreach (EpisodeOutcome outcome in outcomes)
        {
            if (outcome.Changed) { return true; }
        }
        return false;
    }

    private Tally TallyNow() => State.TallyAt(_journal.Head, _pulses.Viewers(Now));

    /// <summary>At once when the episode was quiet. Calls of one commit find that the first of them has told everything.</summary>
    private void PulseWhenDue()
    {
        if (_pulses.Pulsed == _journal.Head) { return; }
        if (_pulses.IsDue(Now)) { SendPulse(waited: false); }
        else { SchedulePulse(_pulses.DueAt); }
    }

    private void SchedulePulse(TimeSpan dueAt)
    {
        if (_pulseDueAt <= dueAt) { return; }
        _pulseDueAt = dueAt;
        TimeSpan due = dueAt - Now;
        _pulseTimer!.Change(due > TimeSpan.Zero ? due : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private Task Pulse(CancellationToken cancellationToken)
    {
        // What went at once after this one was asked for has told everything.
        if (_pulseDueAt is not null) { SendPulse(waited: true); }
        return Task.CompletedTask;
    }

    // :: Comment 3: one pulse a tick to each gateway that shows the episode.
    private void SendPulse(bool waited)
    {
        _pulseDueAt = null;
        bool isWhole = _pulses.Send(State, _journal.Epoch, _journal.Head, Now, waited);
        if (!isWhole) { SchedulePulse(_pulses.DueAt); }
    }

    /// <summary>Once a second: the peak becomes a fact, expired leases leave the count, users, the creator and the audit hear.</summary>
    private async Task Beat(CancellationToken cancellationToken)
    {
        if (_beating || State.Settings is null) { return; }
        _beating = true;
        _hot.Tell(EpisodeId, _journal.Head - _recounting.ComparedAt);
        try
        {
            long viewers = _pulses.Viewers(Now);
            if (viewers > State.Watching.Peak) { await Apply(new EpisodeBatch([EpisodeOperation.Peak(viewers)])); }
            SchedulePulse(_pulses.CountersDueAt);
            await Task.WhenAll(_users.Tell(State.Untold, _journal.Epoch), Report(viewers));
        }
        catch (Exception fault)
        {
            // What was not told stays to be told; the next beat goes on.
            BeatFailed(EpisodeId, fault);
        }
        finally { _beating = false; }
    }

    private async Task Report(long viewers)
    {
        Tally tally = State.TallyAt(_journal.Head, viewers);
        if (_reported.SameCounters(tally) && _reported.Version > 0) { return; }
        EpisodeSettings settings = State.Settings!;
        await GrainFactory.GetGrain<ICreatorGrain>(settings.CreatorId).Report(new EpisodeReport(EpisodeId, settings.Title, _journal.Epoch, tally));
        _reported = tally;
    }

    [LoggerMessage(EventId = 2001, Level = LogLevel.Warning, Message = "Episode {EpisodeId} could not tell users or its creator; it goes on at the next beat.")]
    private partial void BeatFailed(string episodeId, Exception fault);
}
