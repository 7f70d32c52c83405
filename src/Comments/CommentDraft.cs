namespace Interactions.Comments;

/// <summary>A comment on its way to the episode: its text has passed <c>CommentText</c> and the word lists already.</summary>
/// <param name="HeldBy">The rule that holds it for review, or null when it may be shown at once.</param>
/// <param name="WrittenAtMs">Unix milliseconds of an imported comment; 0 = now.</param>
/// <param name="ReplyTo">The comment that the creator answers with it, or null.</param>
[GenerateSerializer, Immutable, Alias("interactions.comment-draft.v1")]
public sealed record CommentDraft(
    [property: Id(0)] string Author,
    [property: Id(1)] string Name,
    [property: Id(2)] int AtMs,
    [property: Id(3)] string Text,
    [property: Id(4)] CommentMode Mode,
    [property: Id(5)] int Color,
    [property: Id(6)] string? HeldBy = null,
    [property: Id(7)] long WrittenAtMs = 0,
    [property: Id(8)] string? ReplyTo = null);
