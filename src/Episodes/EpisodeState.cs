using Interactions.Comments;
using Interactions.Refusals;
using Interactions.Users;
using Interactions.Watching;

namespace Interactions.Episodes;

/// <summary>
/// All facts of an episode and what follows from them. <see cref="Apply"/> is deterministic: the same operations at the same offsets and instants give
/// the same state and the same outcomes, whether they come from life or from the journal.
/// </summary>
public sealed class EpisodeState
{
    private readonly UserSet _likes = new();
    private readonly LikePlaces _likePlaces = new();
    private readonly UserSet _bookmarks = new();
    private readonly LatestTurns _turns = new();
    private readonly HashSet<ClientKey> _shares = [];
    private readonly WatchLog _watching = new();
    private readonly SlowMode _slowMode = new();
    private readonly Queue<Decision> _decisions = [];
    private UserKey _creator;

    /// <summary>Null until the episode is created.</summary>
    public EpisodeSettings? Settings { get; private set; }

    /// <summary>The offset at which the settings changed last.</summary>
    public long SettingsOffset { get; private set; }

    /// <summary>The offset at which last something changed of what moderators look at: what waits for them, or what was decided.</summary>
    public long DeskOffset { get; private set; }

    /// <summary>The comments; empty until the episode is created.</summary>
    public CommentLog Comments { get; private set; } = new(0);

    /// <summary>What moderators decided, oldest first; the latest <see cref="DecisionLog.LengthMax"/>.</summary>
    public IEnumerable<Decision> Decisions => _decisions;

    public WatchLog Watching => _watching;

    /// <summary>How many of those who like it did so at each playback second, as far as they said.</summary>
    public ReadOnlySpan<int> LikesBySecond => _likePlaces.Histogram;

    /// <summary>What users' records have not heard of yet.</summary>
    public UntoldFacts Untold { get; } = new();

    /// <summary>The counters at this version, with so many viewers now.</summary>
    public Tally TallyAt(long version, long viewers) => new(
        _likes.Count, _bookmarks.Count, _shares.Count, Comments.ShownCount, viewers, _watching.Peak, _watching.Plays, _watching.UniqueViewers,
        _watching.WatchSeconds, _watching.Completions, _watching.EarlyExits, version, Comments.LikeCount);

    public Mine MineOf(UserKey user) => new(_likes.Contains(user), _bookmarks.Contains(user));

    /// <summary>Applies a durable operation.</summary>
    /// <param name="offset">Its place in the journal.</param>
    /// <param name="atMs">When the episode took it, Unix milliseconds.</param>
    public EpisodeOutcome Apply(in EpisodeOperation operation, long offset, long atMs)
    {
        if (operation.Act == EpisodeAct.Create) { return Create(operation, offset); }
        if (Settings is not { } settings) { return EpisodeOutcome.Refused(RefusalCode.NotFound); }
        return operation.Act switch
        {
            EpisodeAct.Configure => Configure(operation, settings, offset),
            EpisodeAct.Import => Import(operation, settings, offset, atMs),
            EpisodeAct.Retract => Moderate(operation, offset, atMs, DecisionKind.Removed, Comments.Retract),
            EpisodeAct.Release => Moderate(operation, offset, atMs, DecisionKind.Allowed, Comments.Release),
            EpisodeAct.Undo => Moderate(operation, offset, atMs, DecisionKind.Undone, Comments.Undo),
            EpisodeAct.Mute => Moderate(operation, offset, atMs, operation.Number > 0 ? DecisionKind.Muted : DecisionKind.Unmuted, (_, _) => true),
            EpisodeAct.Pin => Pin(operation, settings, offset),
            EpisodeAct.Thank => Thank(operation, offset),
            EpisodeAct.Peak => new EpisodeOutcome(RefusalCode.None, _watching.RaisePeak(operation.Number), Count: _watching.Peak),
            _ when settings.State == EpisodeStage.Draft => EpisodeOutcome.Refused(RefusalCode.NotFound),
            EpisodeAct.Watch => Watch(operation, settings, offset, atMs),
            _ when settings.State == EpisodeStage.Closed => EpisodeOutcome.Refused(RefusalCode.Closed),
            EpisodeAct.Like => Like(operation, offset, atMs),
            EpisodeAct.Bookmark => Side(_bookmarks, UserFactKind.Bookmark, operation, offset, atMs),
            EpisodeAct.Share => new EpisodeOutcome(RefusalCode.None, _shares.Add(ClientKey.Of(operation.User, operation.Id!)), Count: _shares.Count),
            EpisodeAct.Comment => Comment(operation, settings, offset, atMs),
            EpisodeAct.LikeComment => LikeComment(operation),
            EpisodeAct.Report => Report(operation, offset),
            _ => EpisodeOutcome.Refused(RefusalCode.Invalid),
        };
    }

    private EpisodeOutcome Create(in EpisodeOperation operation, long offset)
    {
        if (Settings is { } settings)
        {
            return _creator == operation.User && settings.SameEpisode(operation.Settings!)
                ? new EpisodeOutcome(RefusalCode.None)
                : EpisodeOutcome.Refused(RefusalCode.Conflict);
        }
        _creator = operation.User;
        (Settings, SettingsOffset) = (operation.Settings!, offset);
        Comments = new CommentLog(Settings.DurationMs);
        _likePlaces.StartAs(Settings.DurationMs);
        return new EpisodeOutcome(RefusalCode.None, Changed: true);
    }

    private EpisodeOutcome Configure(in EpisodeOperation operation, EpisodeSettings settings, long offset)
    {
        if (!MayModerate(operation)) { return EpisodeOutcome.Refused(RefusalCode.Forbidden); }
        return new EpisodeOutcome(RefusalCode.None, Changed: Set(operation.Change!.MergedInto(settings), offset));
    }

    private bool Set(EpisodeSettings wanted, long offset)
    {
        if (wanted == Settings) { return false; }
        (Settings, SettingsOffset) = (wanted, offset);
        return true;
    }

    private EpisodeOutcome Pin(in EpisodeOperation operation, EpisodeSettings settings, long offset)
    {
        if (operation.User != _creator) { return EpisodeOutcome.Refused(RefusalCode.Forbidden); }
        if (operation.Id is not { } id) { return new EpisodeOutcome(RefusalCode.None, Set(settings with { Pinned = null }, offset)); }
        return Comments.Find(id) is { IsShown: true } comment
            ? new EpisodeOutcome(RefusalCode.None, Set(settings with { Pinned = comment.ToComment() }, offset))
            : EpisodeOutcome.Refused(RefusalCode.NotFound, field: "commentId");
    }

    private EpisodeOutcome Thank(in EpisodeOperation operation, long offset)
    {
        if (operation.User != _creator) { return EpisodeOutcome.Refused(RefusalCode.Forbidden); }
        if (Comments.Find(operation.Id!) is not { IsShown: true } comment) { return EpisodeOutcome.Refused(RefusalCode.NotFound, field: "commentId"); }
        bool changed = Comments.Thank(comment, offset);
        KeepPinned(comment, offset);
        return new EpisodeOutcome(RefusalCode.None, changed);
    }

    /// <summary>A pinned comment is pinned as it is now, and not at all when it is not shown any more.</summary>
    private void KeepPinned(StoredComment comment, long offset)
    {
        if (Settings!.Pinned?.Id == comment.Id) { Set(Settings with { Pinned = comment.IsShown ? comment.ToComment() : null }, offset); }
    }

    private EpisodeOutcome Like(in EpisodeOperation operation, long offset, long atMs)
    {
        EpisodeOutcome outcome = Side(_likes, UserFactKind.Like, operation, offset, atMs);
        if (!outcome.Changed) { return outcome; }
        if (!operation.On) { _likePlaces.Remove(operation.User); }
        else if (operation.AtMs is { } placeMs) { _likePlaces.Add(operation.User, placeMs); }
        return outcome;
    }

    // :: Like 5: settle it against the set of users, which makes repeating harmless for ever.
    private EpisodeOutcome Side(UserSet users, UserFactKind kind, in EpisodeOperation operation, long offset, long atMs)
    {
        bool late = !_turns.Take(operation.User, (byte)operation.Act, ActTurn.Unpack(operation.Number));
        if (late) { return new EpisodeOutcome(RefusalCode.None, false, users.Contains(operation.User), users.Count); }
        bool changed = users.Set(operation.User, operation.On);
        if (changed) { Untold.Add(new UserFact(kind, operation.User, offset, atMs, operation.On)); }
        return new EpisodeOutcome(RefusalCode.None, changed, operation.On, users.Count);
    }

    private EpisodeOutcome Comment(in EpisodeOperation operation, EpisodeSettings settings, long offset, long atMs)
    {
        CommentDraft draft = operation.Draft!;
        if (Comments.FindOwn(operation.User, operation.Id!) is { } known) { return Repeated(known, draft); }
        if (draft.AtMs < 0 || draft.AtMs > settings.DurationMs) { return EpisodeOutcome.Refused(RefusalCode.Invalid, field: "atMs"); }
        if (draft.ReplyTo is { } answered)
        {
            if (operation.User != _creator) { return EpisodeOutcome.Refused(RefusalCode.Forbidden, field: "replyTo"); }
            if (Comments.Find(answered) is not { IsShown: true }) { return EpisodeOutcome.Refused(RefusalCode.NotFound, field: "replyTo"); }
        }
        int waitMs = operation.User == _creator ? 0 : _slowMode.Take(operation.User, settings.SlowModeMs, atMs);
        if (waitMs > 0) { return EpisodeOutcome.Refused(RefusalCode.TooFast, waitMs); }
        StoredComment comment = Comments.Add(operation.User, operation.Id!, draft, offset, atMs, operation.User == _creator);
        if (comment.IsHeld) { DeskOffset = offset; }
        Tell(comment, offset, atMs);
        return new EpisodeOutcome(RefusalCode.None, Changed: true, comment.IsHeld, Comments.ShownCount, offset);
    }

    private EpisodeOutcome Import(in EpisodeOperation operation, EpisodeSettings settings, long offset, long atMs)
    {
        CommentDraft draft = operation.Draft!;
        // A row of an export names the comment itself, so importing it where it came from finds it, whoever wrote it.
        if ((Comments.Find(operation.Id!) ?? Comments.FindOwn(UserKey.None, operation.Id!)) is { } known) { return Repeated(known, draft); }
        if (draft.AtMs < 0 || draft.AtMs > settings.DurationMs) { return EpisodeOutcome.Refused(RefusalCode.Invalid, field: "atMs"); }
        Comments.Add(UserKey.None, operation.Id!, draft, offset, atMs);
        return new EpisodeOutcome(RefusalCode.None, Changed: true, Count: Comments.ShownCount, Offset: offset);
    }

    private EpisodeOutcome Repeated(StoredComment known, CommentDraft draft) => known.SameContent(draft)
        ? new EpisodeOutcome(RefusalCode.None, false, known.Draft.HeldBy is not null, Comments.ShownCount, known.AcceptedOffset)
        : EpisodeOutcome.Refused(RefusalCode.Conflict, field: "commentId");

    private EpisodeOutcome Moderate(
        in EpisodeOperation operation, long offset, long atMs, DecisionKind kind, Func<StoredComment, long, bool> act)
    {
        if (!MayModerate(operation)) { return EpisodeOutcome.Refused(RefusalCode.Forbidden); }
        if (Comments.Find(operation.Id!) is not { } comment) { return EpisodeOutcome.Refused(RefusalCode.NotFound, field: "commentId"); }
        CommentStanding before = comment.Standing;
        bool changed = act(comment, offset);
        if (comment.Standing != before) { Tell(comment, offset, atMs); }
        if (changed)
        {
            DeskOffset = offset;
            KeepPinned(comment, offset);
            if (_decisions.Count == DecisionLog.LengthMax) { _decisions.Dequeue(); }
            long? seconds = kind == DecisionKind.Muted ? operation.Number : null;
            _decisions.Enqueue(new Decision(
                atMs, operation.By ?? (operation.On ? "moderator" : "creator"), kind, comment.Id, comment.Draft.Text, seconds));
        }
        return new EpisodeOutcome(RefusalCode.None, changed, Count: Comments.ShownCount, Offset: offset);
    }

    private EpisodeOutcome Report(in EpisodeOperation operation, long offset)
    {
        if (Comments.Find(operation.Id!) is not { IsShown: true } comment) { return EpisodeOutcome.Refused(RefusalCode.NotFound, field: "commentId"); }
        bool changed = Comments.Report(comment, operation.User);
        if (changed) { DeskOffset = offset; }
        return new EpisodeOutcome(RefusalCode.None, changed, Count: comment.Reporters!.Count);
    }

    private EpisodeOutcome LikeComment(in EpisodeOperation operation)
    {
        if (Comments.Find(operation.Id!) is not { IsShown: true } comment) { return EpisodeOutcome.Refused(RefusalCode.NotFound, field: "commentId"); }
        bool isLiked = comment.IsLikedBy(operation.User);
        if (operation.On && !isLiked && Comments.LikeCount >= CommentLog.LikesMax) { return EpisodeOutcome.Refused(RefusalCode.Busy, CommentLog.FullRetryMs); }
        // Each comment is a side of its own: a wish about one is not late because of a newer one about another.
        ActTurn turn = ActTurn.Unpack(operation.Number);
        turn = turn with { Origin = turn.Origin ^ unchecked((uint)ClientKey.Of(operation.User, operation.Id!).Low) };
        bool late = !_turns.Take(operation.User, (byte)operation.Act, turn);
        bool changed = !late && Comments.Like(comment, operation.User, operation.On);
        return new EpisodeOutcome(RefusalCode.None, changed, late ? isLiked : operation.On, comment.LikeCount);
    }

    private EpisodeOutcome Watch(in EpisodeOperation operation, EpisodeSettings settings, long offset, long atMs)
    {
        WatchReport seen = operation.Seen!;
        (RefusalCode refusal, bool changed) = _watching.Take(operation.User, operation.Id!, operation.Number, seen, settings.DurationMs, atMs);
        if (changed && seen.Ranges.Length > 0)
        {
            int positionMs = (int)Math.Clamp(seen.Ranges[^1] * 1000L, 0, settings.DurationMs);
            Untold.Add(new UserFact(UserFactKind.Progress, operation.User, offset, atMs, PositionMs: positionMs));
        }
        return new EpisodeOutcome(refusal, changed, Count: _watching.WatchSeconds);
    }

    /// <summary>The gateway has checked the token; the episode knows its creator and checks again.</summary>
    private bool MayModerate(in EpisodeOperation operation) => operation.On || operation.User == _creator;

    private void Tell(StoredComment comment, long offset, long atMs)
    {
        if (comment.User == UserKey.None) { return; }
        Untold.Add(new UserFact(
            UserFactKind.Comment, comment.User, offset, atMs, true, comment.Id, comment.Draft.Text, comment.Standing, comment.Draft.AtMs));
    }

    public EpisodeSnapshot TakeSnapshot() => new(
        Settings, SettingsOffset, _creator, _likes.ToBytes(), _bookmarks.ToBytes(), [.. _shares], [], _watching.TakeSnapshot(),
        _slowMode.TakeSnapshot(), Untold.ToArray(), Decisions: [.. _decisions], Turns: _turns.ToArray(), LikePlaces: _likePlaces.TakeSnapshot(),
        DeskOffset: DeskOffset, PackedComments: Comments.Pack());

    /// <summary>Fills an empty state from <see cref="TakeSnapshot"/>.</summary>
    public void Restore(EpisodeSnapshot snapshot)
    {
        (Settings, SettingsOffset, DeskOffset, _creator) = (snapshot.Settings, snapshot.SettingsOffset, snapshot.DeskOffset, snapshot.Creator);
        _likes.Restore(snapshot.Likes);
        if (Settings is { } settings) { _likePlaces.StartAs(settings.DurationMs); }
        _likePlaces.Restore(snapshot.LikePlaces);
        _bookmarks.Restore(snapshot.Bookmarks);
        _shares.EnsureCapacity(snapshot.Shares.Length);
        _shares.UnionWith(snapshot.Shares);
        Comments = new CommentLog(Settings?.DurationMs ?? 0, snapshot.PackedComments ?? CommentPacker.Pack(snapshot.Comments));
        _watching.Restore(snapshot.Watching);
        _slowMode.Restore(snapshot.SlowMode);
        Untold.Restore(snapshot.Untold);
        _turns.Restore(snapshot.Turns);
        foreach (Decision decision in snapshot.Decisions ?? []) { _decisions.Enqueue(decision); }
    }
}
