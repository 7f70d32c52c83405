using System.Net.Mime;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Interactions.Comments;
using Interactions.Episodes;
using Interactions.Gateway.Access;
using Interactions.Gateway.Episodes;
using Interactions.Gateway.Operations;
using Interactions.Refusals;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Interactions.Gateway.Comments;

/// <summary>A comment that waits for a moderator, as he sees it.</summary>
/// <param name="Normalized">The form on which words are matched: equal forms are the same text in other clothes.</param>
public sealed record ReviewItem(Comment Comment, string? HeldBy, int Reports, string AuthorKey, string Normalized);

/// <param name="Comments">Held or reported, oldest first, at most 200.</param>
public sealed record ReviewList(ReviewItem[] Comments);

/// <summary>What there is to look at in an episode, and what was decided there.</summary>
public sealed record DeskEpisode(string EpisodeId, ReviewItem[] Comments, Decision[] Decisions);

/// <param name="Episodes">In the order of the question.</param>
public sealed record DeskAnswer(DeskEpisode[] Episodes);

/// <summary>What a moderator says of comments.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReviewVerdict>))]
public enum ReviewVerdict
{
    [JsonStringEnumMemberName("allow")]
    Allow = 1,

    [JsonStringEnumMemberName("remove")]
    Remove = 2,

    /// <summary>Takes the last decision back.</summary>
    [JsonStringEnumMemberName("undo")]
    Undo = 3,
}

/// <param name="CommentIds">1 to 200 names: identical texts are decided at once.</param>
public sealed record ReviewRequest(ReviewVerdict? Verdict, string[]? CommentIds);

/// <param name="Changed">How many comments stand otherwise than before.</param>
public sealed record ReviewAnswer(int Changed);

public sealed record BenchRequest(string? Text);

/// <summary>What would happen to a text: which check or which word of which list, and where.</summary>
/// <param name="Problem">What is wrong with its shape, or null.</param>
/// <param name="Outcome"><c>allowed</c>, <c>held</c> or <c>refused</c>.</param>
/// <param name="Start">Where the text has the word, in UTF-16 units, with <paramref name="Length"/>.</param>
public sealed record BenchAnswer(string Outcome, string? Problem, string? Rule, string ListId, int Start, int Length, string Normalized);

/// <summary>REST of moderation: the queue, decisions, the audit log, and the bench that says which rule fires.</summary>
internal static class ModerationEndpoints
{
    private const int CommentsMax = 200;
    private const int BenchTextMax = 4_000;
    private const int DeskEpisodesMax = 20;

    public static void MapModeration(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder episode = routes.MapGroup("/api/episodes/{id}").WithTags("Moderation").RequireAuthorization();
        episode.MapGet("/review", Review).WithBudget(BudgetKind.Read).Produces<ReviewList>();
        episode.MapPost("/review", Decide).WithBudget(BudgetKind.Moderate).Produces<ReviewAnswer>();
        episode.MapGet("/decisions", Decisions).WithBudget(BudgetKind.Read).Produces<DecisionLog>();
        routes.MapGet("/api/moderation/desk", Desk).WithTags("Moderation").RequireAuthorization().WithBudget(BudgetKind.Read).Produces<DeskAnswer>();
        routes.MapPost("/api/moderation/bench", Bench).WithTags("Moderation").RequireAuthorization(Policies.Moderator)
            .WithBudget(BudgetKind.Moderate).Produces<BenchAnswer>();
    }

    private static Task<IResult> Review(string id, Visitor visitor, EpisodeAccess access) => access.ReadOwn(id, visitor, async (_, episode) =>
        new ReviewList([.. (await episode.GetReview()).Comments.Select(ToItem)]));

    private static ReviewItem ToItem(QueuedComment queued) =>
        new(queued.Comment, queued.HeldBy, queued.Reports, queued.AuthorKey, Skeleton.Of(queued.Comment.Text).Text);

    private static Task<IResult> Decisions(string id, Visitor visitor, EpisodeAccess access) =>
        access.ReadOwn(id, visitor, (_, episode) => episode.GetDecisions());

    /// <summary>
    /// All that a moderator's page shows, in one answer. The page asks when the hub has told it that there is something new: the news is small and may be
    /// lost, the answer is whole.
    /// </summary>
    private static async Task<IResult> Desk(
        string[] episode, Visitor visitor, EpisodeAccess access, Rooms rooms, IOptions<JsonOptions> json)
    {
        if (episode is not { Length: > 0 and <= DeskEpisodesMax }) { return RefusalProblem.Of(RefusalCode.Invalid, field: "episode"); }
        List<Task<DeskEpisode>> asked = [];
        foreach (string id in episode)
        {
            if (await access.FindOwn(id, visitor) is not { } entry) { return RefusalProblem.Of(RefusalCode.Forbidden); }
            asked.Add(LookAt(entry.EpisodeId, rooms.Of(entry).Episode));
        }
        byte[] answer = JsonSerializer.SerializeToUtf8Bytes(new DeskAnswer(await Task.WhenAll(asked)), json.Value.SerializerOptions);
        EntityTagHeaderValue tag = new($"\"{Convert.ToHexStringLower(SHA256.HashData(answer).AsSpan(0, 16))}\"");
        return Results.Bytes(answer, MediaTypeNames.Application.Json, entityTag: tag);
    }

    private static async Task<DeskEpisode> LookAt(string id, IEpisodeGrain episode)
    {
        Task<DecisionLog> decided = episode.GetDecisions();
        CommentReview review = await episode.GetReview();
        return new DeskEpisode(id, [.. review.Comments.Select(ToItem)], (await decided).Decisions);
    }

    private static async Task<IResult> Decide(string id, ReviewRequest request, Visitor visitor, EpisodeAccess access)
    {
        if (request.Verdict is not { } verdict) { return RefusalProblem.Of(RefusalCode.Invalid, field: "verdict"); }
        if (request.CommentIds is not { Length: > 0 and <= CommentsMax } names) { return RefusalProblem.Of(RefusalCode.Invalid, field: "commentIds"); }
        if (await access.FindOwn(id, visitor) is not { } entry) { return RefusalProblem.Of(RefusalCode.Forbidden); }
        List<EpisodeOperation> operations = [];
        foreach (string name in names)
        {
            if (!CommentId.TryParseShown(name, out CommentId comment)) { return RefusalProblem.Of(RefusalCode.Invalid, field: "commentIds"); }
            operations.Add(OperationOf(verdict, visitor, comment));
        }
        EpisodeOutcome[] outcomes = await Task.WhenAll(operations.Select(operation => access.Post(entry, operation)));
        // One that is gone meanwhile is no reason to fail the others; what may pass is said, so that all are repeated.
        EpisodeOutcome failed = outcomes.FirstOrDefault(outcome => outcome.Refusal is not (RefusalCode.None or RefusalCode.NotFound));
        return failed.Refusal != RefusalCode.None
            ? RefusalProblem.Of(failed.Refusal, failed.RetryAfterMs, failed.Field)
            : Results.Ok(new ReviewAnswer(outcomes.Count(outcome => outcome.Changed)));
    }

    private static EpisodeOperation OperationOf(ReviewVerdict verdict, Visitor visitor, CommentId comment)
    {
        bool moderator = visitor.IsModerator || visitor.IsOps;
        EpisodeOperation operation = verdict switch
        {
            ReviewVerdict.Allow => EpisodeOperation.Release(visitor.Key, moderator, comment),
            ReviewVerdict.Remove => EpisodeOperation.Retract(visitor.Key, moderator, comment),
            _ => EpisodeOperation.Undo(visitor.Key, moderator, comment),
        };
        return operation with { By = visitor.Name };
    }

    private static IResult Bench(BenchRequest request, WordLists words)
    {
        if (request.Text is null or { Length: > BenchTextMax }) { return RefusalProblem.Of(RefusalCode.Invalid, field: "text"); }
        CommentTextProblem problem = CommentText.Check(request.Text, out string text);
        string normalized = Skeleton.Of(request.Text).Text;
        if (problem != CommentTextProblem.None)
        {
            return Results.Ok(new BenchAnswer("refused", JsonNamingPolicy.CamelCase.ConvertName(problem.ToString()), null, "", 0, 0, normalized));
        }
        WordVerdict verdict = words.Current.Judge(text);
        string outcome = JsonNamingPolicy.CamelCase.ConvertName(verdict.Outcome.ToString());
        return Results.Ok(new BenchAnswer(
            outcome, null, verdict.Rule.Length > 0 ? verdict.Rule : null, verdict.ListId, verdict.Start, verdict.Length, normalized));
    }
}
