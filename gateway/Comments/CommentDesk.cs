using Interactions.Comments;
using Interactions.Episodes;
using Interactions.Gateway.Access;
using Interactions.Refusals;

namespace Interactions.Gateway.Comments;

/// <summary>Reads a comment as it came from a client: its shape, its text, the word lists, and whether its author is muted.</summary>
internal sealed class CommentDesk(Revocations revocations, WordLists words, TimeProvider clock)
{
    // :: Comment 2: what is wrong with it is said here; what is doubtful goes on, held for review.
    public (CommentId Id, CommentDraft? Draft, Refusal? Refusal) Read(CommentRequest request, Visitor author)
    {
        if (!CommentId.TryParse(request.CommentId, out CommentId id)) { return Refused("commentId"); }
        if (request.AtMs is not (>= 0 and { } atMs)) { return Refused("atMs"); }
        if (!CommentModes.TryParse(request.Mode, out CommentMode mode)) { return Refused("mode"); }
        if (request.ReplyTo is not null && !CommentId.TryParseShown(request.ReplyTo, out _)) { return Refused("replyTo"); }
        if ((request.Color ?? Comment.ColorDefault) is not (>= 0 and <= CommentLimits.CommentColorMax and { } color)) { return Refused("color"); }
        CommentTextProblem problem = CommentText.Check(request.Text, out string text);
        if (problem != CommentTextProblem.None) { return Refused(problem.Field()); }
        WordVerdict verdict = words.Current.Judge(text);
        if (verdict.Outcome == WordOutcome.Refused) { return Refused("text"); }
        return (id, new CommentDraft(author.Author, author.Name, atMs, text, mode, color, verdict.HeldBy, ReplyTo: request.ReplyTo), null);
    }

    /// <summary>How long this author may not comment yet; 0 when he may.</summary>
    public int MutedForMs(Visitor author) =>
        (int)Math.Clamp(revocations.MutedUntilMs(author.Key) - clock.GetUtcNow().ToUnixTimeMilliseconds(), 0, int.MaxValue);

    private static (CommentId Id, CommentDraft? Draft, Refusal? Refusal) Refused(string field) =>
        (default, null, Refusal.Of(RefusalCode.Invalid, field: field));
}
