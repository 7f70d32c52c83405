using Interactions.Comments;
using Interactions.Creators;
using Interactions.Episodes;
using Interactions.Gateway.Access;
using Interactions.Gateway.Cluster;
using Interactions.Gateway.Comments;
using Interactions.Gateway.Connections;
using Interactions.Gateway.Creators;
using Interactions.Gateway.Operations;
using Interactions.Ids;
using Interactions.Refusals;
using Interactions.Users;
using Interactions.Watching;
using Microsoft.AspNetCore.SignalR;

namespace Interactions.Gateway.Episodes;

/// <summary>
/// What viewers call. Every method checks in the same order: shape, token, budget, known episode; then the episode decides. A refusal is an answer.
/// </summary>
internal sealed class ViewerHub(
    Rooms rooms, KnownEpisodes known, Budgets budgets, CommentDesk desk, HubConnections<ViewerHub> connections, IGrainFactory grains,
    RepeatedCalls calls, Overlays overlays, GatewayTelemetry telemetry) : Hub<IViewerClient>, IViewerHub
{
    private const int ReasonLengthMax = 200;

    private Visitor Visitor => Visitor.Of(Context);

    public async Task<JoinAnswer> Join(JoinRequest request)
    {
        if (!EpisodeId.TryParse(request?.EpisodeId, out EpisodeId id)) { return new JoinAnswer(false, Invalid("episodeId")); }
        if (request!.After is { Offset: < 0 }) { return new JoinAnswer(false, Invalid("after")); }
        if (!budgets.TryTake(Visitor, BudgetKind.Join, out TimeSpan wait)) { return new JoinAnswer(false, TooFast(BudgetKind.Join, wait)); }
        HeardEpisodes heard = HeardEpisodes.Of(Context);
        try
        {
            if (await FindShown(id) is not { } entry) { return new JoinAnswer(false, Refusal.Of(RefusalCode.NotFound)); }
            if (heard.CountWith([id]) > Visitor.Connection!.EpisodesMax) { return new JoinAnswer(false, TooFast(BudgetKind.Join, TimeSpan.FromSeconds(1))); }
            return await Show(entry, request.After, heard);
        }
        catch (Exception fault) when (GrainFault.IsPassing(fault))
        {
            heard.Leave(id, connections[Context.ConnectionId]);
            return new JoinAnswer(false, Busy(BudgetKind.Join));
        }
    }

    private async Task<JoinAnswer> Show(CatalogueEntry entry, EpisodePosition? after, HeardEpisodes heard)
    {
        // The connection is in the room before the snapshot is taken: what happens in between comes as a pulse.
        Room room = rooms.Enter(entry, connections[Context.ConnectionId]);
        heard.Add(new EpisodeId(entry.EpisodeId), room);
        EpisodeQuestion question = new(Visitor.IsKnown ? Visitor.Key : null, after);
        EpisodeView view = await calls.Run(async () =>
        {
            await rooms.Lease(room);
            return await room.Episode.Get(question);
        });
        telemetry.Answered(BudgetKind.Join, RefusalCode.None);
        return new JoinAnswer(
            true, null, view.Epoch, view.Offset, view.Reset, view.Tally, view.Mine, view.Comments, view.Retracted, view.Settings ?? entry.Settings,
            view.Thanked);
    }

    public Task<Answer> Leave(LeaveRequest request)
    {
        if (!EpisodeId.TryParse(request?.EpisodeId, out EpisodeId id)) { return Task.FromResult(new Answer(false, Invalid("episodeId"))); }
        HeardEpisodes.Of(Context).Leave(id, connections[Context.ConnectionId]);
        return Task.FromResult(new Answer(true));
    }

    public async Task<OverlayAnswer> OpenOverlay(OverlayRequest request)
    {
        if (!CreatorId.TryParse(request?.CreatorId, out CreatorId id)) { return new OverlayAnswer(false, Invalid("creatorId")); }
        if (!Identifier.IsValid(request!.Key)) { return new OverlayAnswer(false, Invalid("key")); }
        if (!budgets.TryTake(Visitor, BudgetKind.Join, out TimeSpan wait)) { return new OverlayAnswer(false, TooFast(BudgetKind.Join, wait)); }
        try
        {
            // Made-up creators activate nothing, and are answered as wrong keys are.
            Overlay? overlay = await known.HasCreator(id.Value) ? await overlays.Open(id.Value, request.Key!, connections[Context.ConnectionId]) : null;
            telemetry.Answered(BudgetKind.Join, overlay is null ? RefusalCode.Forbidden : RefusalCode.None);
            return overlay is null ? new OverlayAnswer(false, Refusal.Of(RefusalCode.Forbidden)) : new OverlayAnswer(true, null, overlay.EpisodeId);
        }
        catch (Exception fault) when (GrainFault.IsPassing(fault))
        {
            return new OverlayAnswer(false, Busy(BudgetKind.Join));
        }
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        overlays.Leave(Context.ConnectionId);
        HeardEpisodes.Of(Context).LeaveAll(connections[Context.ConnectionId]);
        return base.OnDisconnectedAsync(exception);
    }

    public async Task<LikeAnswer> Like(LikeRequest request)
    {
        // :: Like 1: the shape, the token, the budget and the catalogue are checked before any grain is touched.
        if (request?.On is not { } on) { return new LikeAnswer(false, Invalid("on")); }
        if (request.AtMs < 0) { return new LikeAnswer(false, Invalid("atMs")); }
        ActTurn turn = ConnectionTurns.Of(Context).Read(Visitor.Key, request.SessionId, request.Seq, out string? wrong);
        if (wrong is not null) { return new LikeAnswer(false, Invalid(wrong)); }
        EpisodeOutcome outcome = await Act(BudgetKind.Like, request.EpisodeId, EpisodeOperation.Like(Visitor.Key, on, turn, request.AtMs));
        return new LikeAnswer(IsOk(outcome), RefusalOf(outcome), outcome.On, outcome.Count);
    }

    public async Task<BookmarkAnswer> Bookmark(BookmarkRequest request)
    {
        if (request?.On is not { } on) { return new BookmarkAnswer(false, Invalid("on")); }
        ActTurn turn = ConnectionTurns.Of(Context).Read(Visitor.Key, request.SessionId, request.Seq, out string? wrong);
        if (wrong is not null) { return new BookmarkAnswer(false, Invalid(wrong)); }
        EpisodeOutcome outcome = await Act(BudgetKind.Bookmark, request.EpisodeId, EpisodeOperation.Bookmark(Visitor.Key, on, turn));
        return new BookmarkAnswer(IsOk(outcome), RefusalOf(outcome), outcome.On, outcome.Count);
    }

    public async Task<ShareAnswer> Share(ShareRequest request)
    {
        if (!Identifier.IsValid(request?.ShareId)) { return new ShareAnswer(false, Invalid("shareId")); }
        EpisodeOutcome outcome = await Act(BudgetKind.Share, request!.EpisodeId, EpisodeOperation.Share(Visitor.Key, request.ShareId!));
        return new ShareAnswer(IsOk(outcome), RefusalOf(outcome), outcome.Count);
    }

    public async Task<FollowAnswer> Follow(FollowRequest request)
    {
        if (request?.On is not { } on) { return new FollowAnswer(false, Invalid("on")); }
        if (!CreatorId.TryParse(request.CreatorId, out CreatorId id)) { return new FollowAnswer(false, Invalid("creatorId")); }
        ActTurn turn = ConnectionTurns.Of(Context).Read(Visitor.Key, request.SessionId, request.Seq, out string? wrong);
        if (wrong is not null) { return new FollowAnswer(false, Invalid(wrong)); }
        if (!Visitor.IsKnown) { return new FollowAnswer(false, Refusal.Of(RefusalCode.Unauthenticated)); }
        if (!budgets.TryTake(Visitor, BudgetKind.Follow, out TimeSpan wait)) { return new FollowAnswer(false, TooFast(BudgetKind.Follow, wait)); }
        try
        {
            if (!await known.HasCreator(id.Value)) { return new FollowAnswer(false, Refusal.Of(RefusalCode.NotFound)); }
            Follow follow = new(Visitor.Key, on, turn.Packed);
            FollowOutcome outcome = await calls.Run(() => grains.GetGrain<ICreatorGrain>(id.Value).Apply(follow));
            telemetry.Answered(BudgetKind.Follow, RefusalCode.None);
            return new FollowAnswer(true, null, outcome.Following, outcome.Followers);
        }
        catch (Exception fault) when (GrainFault.IsPassing(fault))
        {
            return new FollowAnswer(false, Busy(BudgetKind.Follow));
        }
    }

    // :: Comment 1: the same order of checks as for a like, and then the text.
    public async Task<CommentAnswer> Comment(CommentRequest request)
    {
        if (!EpisodeId.TryParse(request?.EpisodeId, out EpisodeId _)) { return new CommentAnswer(false, Invalid("episodeId")); }
        if (!Visitor.IsKnown) { return new CommentAnswer(false, Refusal.Of(RefusalCode.Unauthenticated)); }
        (CommentId id, CommentDraft? draft, Refusal? refusal) = desk.Read(request!, Visitor);
        if (draft is null) { return new CommentAnswer(false, refusal); }
        EpisodeOutcome outcome = await Act(BudgetKind.Comment, request!.EpisodeId, EpisodeOperation.Comment(Visitor.Key, id, draft), desk.MutedForMs(Visitor));
        return new CommentAnswer(IsOk(outcome), RefusalOf(outcome), outcome.Offset, outcome.On);
    }

    public async Task<Answer> Watch(WatchRequest request)
    {
        if (!Identifier.IsValid(request?.SessionId)) { return new Answer(false, Invalid("sessionId")); }
        if (request!.Seq is not (> 0 and { } seq)) { return new Answer(false, Invalid("seq")); }
        if (!WatchRanges.TryRead(request.Ranges, out int[] ranges)) { return new Answer(false, Invalid("ranges")); }
        EpisodeOperation report = EpisodeOperation.Watch(Visitor.Key, request.SessionId!, seq, new WatchReport(ranges, request.Ended));
        return ToAnswer(await Act(BudgetKind.Watch, request.EpisodeId, report));
    }

    public Task<Answer> Retract(RetractRequest request) => Moderate(request?.EpisodeId, request?.CommentId, EpisodeOperation.Retract);

    public Task<Answer> Release(ReleaseRequest request) => Moderate(request?.EpisodeId, request?.CommentId, EpisodeOperation.Release);

    public async Task<LikeCommentAnswer> LikeComment(LikeCommentRequest request)
    {
        if (request?.On is not { } on) { return new LikeCommentAnswer(false, Invalid("on")); }
        if (!CommentId.TryParseShown(request.CommentId, out CommentId id)) { return new LikeCommentAnswer(false, Invalid("commentId")); }
        ActTurn turn = ConnectionTurns.Of(Context).Read(Visitor.Key, request.SessionId, request.Seq, out string? wrong);
        if (wrong is not null) { return new LikeCommentAnswer(false, Invalid(wrong)); }
        EpisodeOutcome outcome = await Act(BudgetKind.LikeComment, request.EpisodeId, EpisodeOperation.LikeComment(Visitor.Key, on, id, turn));
        return new LikeCommentAnswer(IsOk(outcome), RefusalOf(outcome), outcome.On, outcome.Count);
    }

    public async Task<Answer> Report(ReportRequest request)
    {
        if (!CommentId.TryParseShown(request?.CommentId, out CommentId id)) { return new Answer(false, Invalid("commentId")); }
        if (request!.Reason is null or { Length: > ReasonLengthMax }) { return new Answer(false, Invalid("reason")); }
        return ToAnswer(await Act(BudgetKind.Report, request.EpisodeId, EpisodeOperation.Report(Visitor.Key, id)));
    }

    private async Task<Answer> Moderate(string? episodeId, string? commentId, Func<UserKey, bool, CommentId, EpisodeOperation> operation)
    {
        if (!CommentId.TryParseShown(commentId, out CommentId id)) { return new Answer(false, Invalid("commentId")); }
        return ToAnswer(await Act(BudgetKind.Moderate, episodeId, operation(Visitor.Key, Visitor.IsModerator, id)));
    }

    /// <summary>The way of every act: a token, a budget, a known episode; then the inbox carries it to the episode, and the outcome is durable.</summary>
    /// <param name="mutedForMs">How long this visitor has to wait before he may do it.</param>
    private async Task<EpisodeOutcome> Act(BudgetKind kind, string? episodeId, EpisodeOperation operation, int mutedForMs = 0)
    {
        EpisodeOutcome outcome = await Decide(kind, episodeId, operation, mutedForMs);
        telemetry.Answered(kind, outcome.Refusal);
        return outcome;
    }

    private async ValueTask<EpisodeOutcome> Decide(BudgetKind kind, string? episodeId, EpisodeOperation operation, int mutedForMs)
    {
        if (!EpisodeId.TryParse(episodeId, out EpisodeId id)) { return EpisodeOutcome.Refused(RefusalCode.Invalid, field: "episodeId"); }
        if (!Visitor.IsKnown) { return EpisodeOutcome.Refused(RefusalCode.Unauthenticated); }
        if (!budgets.TryTake(Visitor, kind, out TimeSpan wait)) { return EpisodeOutcome.Refused(RefusalCode.TooFast, ToMs(wait)); }
        try
        {
            if (await FindShown(id) is not { } entry) { return EpisodeOutcome.Refused(RefusalCode.NotFound); }
            if (mutedForMs > 0) { return EpisodeOutcome.Refused(RefusalCode.TooFast, mutedForMs); }
            return await rooms.Of(entry).Inbox.Post(operation);
        }
        catch (Exception fault) when (GrainFault.IsPassing(fault))
        {
            return EpisodeOutcome.Refused(RefusalCode.Busy, GrainFault.RetryAfterMs());
        }
    }

    /// <summary>The episode, if this visitor may know of it.</summary>
    private async ValueTask<CatalogueEntry?> FindShown(EpisodeId id) =>
        await known.Find(id) is { } entry && EpisodeAccess.MaySee(entry, Visitor) ? entry : null;

    private Refusal TooFast(BudgetKind kind, TimeSpan wait)
    {
        telemetry.Answered(kind, RefusalCode.TooFast);
        return Refusal.Of(RefusalCode.TooFast, ToMs(wait));
    }

    private Refusal Busy(BudgetKind kind)
    {
        telemetry.Answered(kind, RefusalCode.Busy);
        return Refusal.Of(RefusalCode.Busy, GrainFault.RetryAfterMs());
    }

    private static int ToMs(TimeSpan wait) => (int)Math.Ceiling(wait.TotalMilliseconds);

    private static Refusal Invalid(string field) => Refusal.Of(RefusalCode.Invalid, field: field);

    private static bool IsOk(in EpisodeOutcome outcome) => outcome.Refusal == RefusalCode.None;

    private static Refusal? RefusalOf(in EpisodeOutcome outcome) => Refusal.OrNull(outcome.Refusal, outcome.RetryAfterMs, outcome.Field);

    private static Answer ToAnswer(in EpisodeOutcome outcome) => new(IsOk(outcome), RefusalOf(outcome));
}
