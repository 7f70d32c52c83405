using Interactions.Comments;
using Interactions.Episodes;
using Interactions.Gateway.Access;
using Interactions.Gateway.Episodes;
using Interactions.Gateway.Operations;
using Interactions.Refusals;
using Interactions.Users;
using Microsoft.Net.Http.Headers;

namespace Interactions.Gateway.Comments;

/// <param name="Seconds">How long, 0 (lift it) to 31,536,000.</param>
/// <param name="Reason">Told to the user; at most 200 characters.</param>
public sealed record MuteRequest(int? Seconds, string? Reason = null);

/// <summary>REST of comments: the static list, the track by playback time, and muting an author.</summary>
internal static class CommentEndpoints
{
    private const int MuteSecondsMax = 31_536_000;
    private const int ReasonLengthMax = 200;

    public static void MapComments(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder episode = routes.MapGroup("/api/episodes/{id}").WithTags("Comments");
        episode.MapGet("/comments", List).WithBudget(BudgetKind.Read).Produces<CommentPage>();
        episode.MapGet("/track/{segment:int}", Track).WithBudget(BudgetKind.Read).Produces<TrackSegment>();
        episode.MapPost("/comments/{commentId}/mute", Mute).RequireAuthorization(Policies.Moderator).WithBudget(BudgetKind.Moderate);
    }

    private static async Task<IResult> List(string id, long? after, int? limit, Visitor visitor, EpisodeAccess access)
    {
        if (after < 0) { return RefusalProblem.Of(RefusalCode.Invalid, field: "after"); }
        if (limit <= 0) { return RefusalProblem.Of(RefusalCode.Invalid, field: "limit"); }
        CommentQuery query = new(after ?? 0, Math.Min(limit ?? CommentQuery.LimitDefault, CommentQuery.LimitMax), visitor.IsKnown ? visitor.Key : null);
        return await access.Read(id, visitor, (_, episode) => episode.GetComments(query));
    }

    private static async Task<IResult> Track(string id, int segment, HttpContext http, Visitor visitor, EpisodeAccess access)
    {
        if (segment < 0) { return RefusalProblem.Of(RefusalCode.Invalid, field: "segment"); }
        string? known = http.Request.GetTypedHeaders().IfNoneMatch.FirstOrDefault()?.Tag.Value?.Trim('"');
        TrackSegment? track = null;
        IResult answer = await access.Read(id, visitor, async (_, episode) => track = await episode.GetTrack(new TrackQuery(segment, known)));
        if (track is null) { return answer; }
        http.Response.GetTypedHeaders().ETag = new EntityTagHeaderValue($"\"{track.Version}\"");
        return track.Comments is null ? Results.StatusCode(StatusCodes.Status304NotModified) : answer;
    }

    private static async Task<IResult> Mute(
        string id, string commentId, MuteRequest request, Visitor visitor, EpisodeAccess access, Rooms rooms, IGrainFactory grains, SessionWatch watch,
        TimeProvider clock)
    {
        if (request.Seconds is not (>= 0 and <= MuteSecondsMax and { } seconds)) { return RefusalProblem.Of(RefusalCode.Invalid, field: "seconds"); }
        if (request.Reason is { Length: > ReasonLengthMax }) { return RefusalProblem.Of(RefusalCode.Invalid, field: "reason"); }
        if (!CommentId.TryParseShown(commentId, out CommentId named)) { return RefusalProblem.Of(RefusalCode.Invalid, field: "commentId"); }
        if (await access.FindOwn(id, visitor) is not { } entry) { return RefusalProblem.Of(RefusalCode.Forbidden); }
        QueuedComment? comment = await rooms.Of(entry).Episode.FindComment(commentId);
        if (!UserKey.TryParse(comment?.AuthorKey, out UserKey author) || author == UserKey.None)
        {
            return RefusalProblem.Of(RefusalCode.NotFound, field: "commentId");
        }
        long nowMs = clock.GetUtcNow().ToUnixTimeMilliseconds(), untilMs = nowMs + seconds * 1_000L;
        await new UserGrains(grains)[author].Sanction(new UserStanding(seconds == 0 ? 0 : untilMs, request.Reason));
        await grains.GetGrain<IRevocationGrain>(IRevocationGrain.Key).Revoke([new Revocation(author, Revocation.Voice, nowMs, untilMs)]);
        // This gateway acts at once, the others within their second.
        await watch.Look();
        // The log says what is so: when this fails, muting is repeated as a whole.
        EpisodeOutcome noted = await access.Post(entry, EpisodeOperation.Mute(visitor.Key, named, seconds, visitor.Name));
        return noted.Refusal == RefusalCode.None ? Results.NoContent() : RefusalProblem.Of(noted.Refusal, noted.RetryAfterMs, noted.Field);
    }
}
