using Interactions.Comments;
using Interactions.Episodes;
using Interactions.Gateway.Access;
using Interactions.Gateway.Episodes;
using Interactions.Gateway.Operations;
using Interactions.Refusals;

namespace Interactions.Gateway.Comments;

/// <param name="CommentId">The comment to pin; absent: none.</param>
public sealed record PinRequest(string? CommentId = null);

/// <param name="Comment">The pinned comment; absent: none.</param>
public sealed record PinAnswer(Comment? Comment);

/// <summary>REST of what a creator does with a comment of his audience: pin it, thank for it. Answering it is a comment, on the hub.</summary>
internal static class PinEndpoints
{
    public static void MapPins(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder episode = routes.MapGroup("/api/episodes/{id}").WithTags("Comments");
        episode.MapGet("/pin", Get).WithBudget(BudgetKind.Read).Produces<PinAnswer>();
        episode.MapPut("/pin", Pin).RequireAuthorization().WithBudget(BudgetKind.Moderate).Produces<PinAnswer>();
        episode.MapPut("/comments/{commentId}/thanks", Thank).RequireAuthorization().WithBudget(BudgetKind.Moderate)
            .Produces(StatusCodes.Status204NoContent);
    }

    private static Task<IResult> Get(string id, Visitor visitor, EpisodeAccess access) =>
        access.Read(id, visitor, async (_, episode) => new PinAnswer(await episode.GetPinned()));

    private static Task<IResult> Pin(string id, PinRequest request, Visitor visitor, EpisodeAccess access)
    {
        if (request.CommentId is null) { return Act(id, EpisodeOperation.Pin(visitor.Key, null), visitor, access, Pinned); }
        return CommentId.TryParseShown(request.CommentId, out CommentId comment)
            ? Act(id, EpisodeOperation.Pin(visitor.Key, comment), visitor, access, Pinned)
            : Task.FromResult(RefusalProblem.Of(RefusalCode.Invalid, field: "commentId"));

        Task<IResult> Pinned() => Get(id, visitor, access);
    }

    private static Task<IResult> Thank(string id, string commentId, Visitor visitor, EpisodeAccess access) =>
        CommentId.TryParseShown(commentId, out CommentId comment)
            ? Act(id, EpisodeOperation.Thank(visitor.Key, comment), visitor, access, () => Task.FromResult(Results.NoContent()))
            : Task.FromResult(RefusalProblem.Of(RefusalCode.Invalid, field: "commentId"));

    /// <summary>The episode decides that only its creator may; nobody else learns here whether it exists.</summary>
    private static async Task<IResult> Act(
        string id, EpisodeOperation operation, Visitor visitor, EpisodeAccess access, Func<Task<IResult>> done)
    {
        if (await access.FindOwn(id, visitor) is not { } entry) { return RefusalProblem.Of(RefusalCode.Forbidden); }
        EpisodeOutcome outcome = await access.Post(entry, operation);
        return outcome.Refusal == RefusalCode.None ? await done() : RefusalProblem.Of(outcome.Refusal, outcome.RetryAfterMs, outcome.Field);
    }
}
