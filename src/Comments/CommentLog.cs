using Interactions.Users;

namespace Interactions.Comments;

/// <summary>
/// All comments of an episode: who wrote which id, what is shown in which order, what waits for a moderator, what was retracted. A pure value.
/// </summary>
public sealed class CommentLog
{
    /// <summary>Most reporters remembered of one comment: more say nothing new.</summary>
    public const int ReportersMax = 1_000;

    /// <summary>Most likes of all comments of an episode, about 50 MB; one more is <c>busy</c> until another is taken back.</summary>
    public const int LikesMax = 1_000_000;

    /// <summary>When to try again at that bound.</summary>
    public const int FullRetryMs = 60_000;

    private readonly StoredComments _comments;
    private readonly CommentIds _ids;

    /// <summary>Comments whose id is not the one that their client made, because that one was taken.</summary>
    private readonly Dictionary<(UserKey User, string ClientId), int> _renamed = [];
    private readonly SortedSet<int> _review = [];
    private readonly CommentOrder _order = new();
    private readonly CommentTrack _track;

    /// <param name="durationMs">The length of the episode.</param>
    public CommentLog(int durationMs)
        : this(durationMs, new StoredComments(new PackedComments()))
    {
    }

    /// <param name="durationMs">The length of the episode.</param>
    /// <param name="packed">What <see cref="Pack"/> packed.</param>
    /// <exception cref="InvalidDataException">A newer version of the product wrote it.</exception>
    public CommentLog(int durationMs, byte[] packed)
        : this(durationMs, new StoredComments(PackedComments.Open(packed, out CommentMarks[] marks))) => Restore(marks);

    private CommentLog(int durationMs, StoredComments comments)
    {
        (_comments, _ids) = (comments, new CommentIds(comments));
        _track = new CommentTrack(durationMs);
    }

    /// <summary>Comments that are on screens: neither held nor retracted.</summary>
    public int ShownCount => _track.Count;

    /// <summary>Likes of all comments, shown or not.</summary>
    public int LikeCount { get; private set; }

    public CommentTrack Track => _track;

    public StoredComment this[int index] => _comments[index];

    /// <summary>The comment that this user's client named so, if there is one.</summary>
    public StoredComment? FindOwn(UserKey user, string clientId)
    {
        if (Find(clientId) is { } comment && comment.User == user && comment.ClientId == clientId) { return comment; }
        return _renamed.TryGetValue((user, clientId), out int index) ? _comments.Take(index) : null;
    }

    public StoredComment? Find(string id) => _ids.Find(id) is var index and >= 0 ? _comments.Take(index) : null;

    /// <summary>Adds a comment that <see cref="FindOwn"/> did not find.</summary>
    public StoredComment Add(UserKey user, string clientId, CommentDraft draft, long offset, long atMs, bool byCreator = false)
    {
        int index = _comments.Count;
        string id = clientId;
        // A file may have brought the very name that this one would get next.
        for (long at = offset; _ids.Find(id) >= 0; at++) { id = new CommentId(clientId).At(at).Value; }
        StoredComment comment = new()
        {
            Id = id,
            User = user,
            ClientId = clientId,
            Draft = draft,
            WrittenAtMs = draft.WrittenAtMs > 0 ? draft.WrittenAtMs : atMs,
            AcceptedOffset = offset,
            ShownOffset = draft.HeldBy is null ? offset : 0,
            ByCreator = byCreator,
        };
        _comments.Add(comment);
        _ids.Add(id);
        CommentMarks marks = CommentMarks.Of(comment);
        Note(marks, index);
        if (marks.IsRenamed) { _renamed.Add((user, clientId), index); }
        if (marks.IsShown)
        {
            _order.Show(offset, index);
            Place(index, marks);
        }
        return comment;
    }

    /// <summary>Shows a held comment, or lets a reported one stay; false when there is nothing to decide.</summary>
    public bool Release(StoredComment comment, long offset)
    {
        if (!comment.IsHeld) { return Keep(comment); }
        int index = _ids.Find(comment.Id);
        Show(comment, index, offset);
        return _review.Remove(index);
    }

    /// <summary>What was reported so far is decided: only somebody who has not reported it yet brings it before moderators again.</summary>
    private bool Keep(StoredComment comment)
    {
        if (!comment.IsShown || comment.OpenReports == 0) { return false; }
        comment.SettledReports = comment.Reporters!.Count;
        _review.Remove(_ids.Find(comment.Id));
        return true;
    }

    /// <summary>Takes a comment away for good; false when it was away already.</summary>
    public bool Retract(StoredComment comment, long offset)
    {
        if (comment.RetractedOffset > 0) { return false; }
        int index = _ids.Find(comment.Id);
        if (comment.IsShown)
        {
            Displace(index);
            _order.Retract(offset, index);
        }
        comment.RetractedOffset = offset;
        _review.Remove(index);
        return true;
    }

    /// <summary>
    /// Takes the last decision back: what was retracted is as it was before, what was released is held again, settled reports are open again.
    /// False when nobody decided.
    /// </summary>
    public bool Undo(StoredComment comment, long offset)
    {
        int index = _ids.Find(comment.Id);
        if (comment.RetractedOffset > 0) { Restore(comment, index, offset); }
        else if (comment.IsShown && comment.Draft.HeldBy is not null) { HoldAgain(comment, index, offset); }
        else if (comment.SettledReports > 0) { comment.SettledReports = 0; }
        else { return false; }
        if (comment.IsHeld || comment.OpenReports > 0) { _review.Add(index); }
        return true;
    }

    /// <summary>Who had seen it gone sees it come anew: it gets a new place, and its old ones are forgotten.</summary>
    private void Restore(StoredComment comment, int index, long offset)
    {
        bool wasShown = comment.ShownOffset > 0;
        if (wasShown)
        {
            _order.ForgetShown(comment.ShownOffset, index);
            _order.ForgetRetracted(comment.RetractedOffset, index);
        }
        comment.RetractedOffset = 0;
        if (wasShown) { Show(comment, index, offset); }
    }

    private void HoldAgain(StoredComment comment, int index, long offset)
    {
        Displace(index);
        _order.ForgetShown(comment.ShownOffset, index);
        _order.Retract(offset, index);
        (comment.ShownOffset, comment.HeldAgainOffset) = (0, offset);
    }

    private void Show(StoredComment comment, int index, long offset)
    {
        if (comment.HeldAgainOffset > 0) { _order.ForgetRetracted(comment.HeldAgainOffset, index); }
        (comment.ShownOffset, comment.HeldAgainOffset) = (offset, 0);
        _order.Show(offset, index);
        Place(index, CommentMarks.Of(comment));
    }

    private void Place(int index, in CommentMarks marks)
    {
        _track.Add(index, marks.AtMs);
        if (marks.Thanked > 0) { _track.Mark(index, marks.AtMs, true); }
    }

    private void Displace(int index)
    {
        StoredComment comment = _comments[index];
        if (comment.ThankedOffset > 0) { _track.Mark(index, comment.Draft.AtMs, false); }
        _track.Remove(index, comment.Draft.AtMs);
    }

    /// <summary>Notes that the creator thanks for a shown comment; false when he did before.</summary>
    public bool Thank(StoredComment comment, long offset)
    {
        if (comment.ThankedOffset > 0) { return false; }
        int index = _ids.Find(comment.Id);
        comment.ThankedOffset = offset;
        _order.Thank(offset, index);
        _track.Mark(index, comment.Draft.AtMs, true);
        return true;
    }

    /// <summary>Notes that a user reported it; false when he did before.</summary>
    public bool Report(StoredComment comment, UserKey user)
    {
        comment.Reporters ??= [];
        if (comment.Reporters.Count >= ReportersMax || !comment.Reporters.Add(user)) { return false; }
        if (comment.IsShown) { _review.Add(_ids.Find(comment.Id)); }
        return true;
    }

    /// <summary>Makes it so that the user likes it, or does not; false when it was so already, or <see cref="LikesMax"/> is reached.</summary>
    public bool Like(StoredComment comment, UserKey user, bool on)
    {
        if (on && LikeCount >= LikesMax) { return false; }
        bool changed = on ? (comment.Likers ??= []).Add(user) : comment.Likers?.Remove(user) == true;
        if (changed) { LikeCount += on ? 1 : -1; }
        return changed;
    }

    /// <summary>What moderators have to look at: held or reported, oldest first.</summary>
    public IEnumerable<StoredComment> Review => _review.Select(index => _comments[index]);

    /// <summary>Shown comments with offsets after <paramref name="offset"/>, in order, as <paramref name="reader"/> sees them.</summary>
    public IEnumerable<Comment> After(long offset, UserKey? reader = null) =>
        _order.ShownAfter(offset).Select(index => _comments[index]).Where(comment => comment.IsShown).Select(comment => comment.ToComment(reader));

    /// <summary>The last shown comments, in order, as <paramref name="reader"/> sees them.</summary>
    public Comment[] Latest(int count, UserKey? reader = null)
    {
        Comment[] latest = [.. _order.ShownBackwards().Select(index => _comments[index])
            .Where(comment => comment.IsShown).Take(count).Select(comment => comment.ToComment(reader))];
        Array.Reverse(latest);
        return latest;
    }

    /// <summary>Names of comments retracted at offsets in (<paramref name="from"/>, <paramref name="to"/>].</summary>
    public IEnumerable<string> Retracted(long from, long to) => _order.Retracted(from, to).Select(index => _comments[index].Id);

    /// <summary>Names of comments thanked for at offsets in (<paramref name="from"/>, <paramref name="to"/>]; null when there are none.</summary>
    public string[]? Thanked(long from, long to)
    {
        string[] names = [.. _order.Thanked(from, to).Select(index => _comments[index].Id)];
        return names.Length > 0 ? names : null;
    }

    /// <summary>All comments, for a checkpoint.</summary>
    public byte[] Pack() => _comments.Pack();

    private void Restore(CommentMarks[] marks)
    {
        for (int i = 0; i < marks.Length; i++)
        {
            _ids.Add(_comments.Packed.IdOf(i));
            Note(marks[i], i);
            if (marks[i].IsRenamed && _comments[i] is var renamed) { _renamed.Add((renamed.User, renamed.ClientId), i); }
        }
        _order.Restore(marks);
        // In the order of their appearance, as in life: of the same millisecond, the first one comes first.
        foreach (int index in _order.ShownAfter(0))
        {
            if (marks[index].IsShown) { Place(index, marks[index]); }
        }
    }

    private void Note(in CommentMarks marks, int index)
    {
        LikeCount += marks.Likes;
        if (marks.IsHeld || (marks.IsShown && marks.OpenReports > 0)) { _review.Add(index); }
    }
}
