using Interactions.Episodes;
using Interactions.Gateway.Access;
using Interactions.Gateway.Operations;
using Interactions.Ids;
using Interactions.Refusals;

namespace Interactions.Gateway.Episodes;

/// <param name="EpisodeId">Made by the creator; repeating the same request changes nothing.</param>
/// <param name="DurationMs">1,000 to 14,400,000.</param>
/// <param name="State"><c>open</c> (default), <c>draft</c> or <c>closed</c>.</param>
public sealed record EpisodeRequest(
    string? EpisodeId, string? Title, int? DurationMs, string? SeriesId = null, EpisodeStage? State = null, int? SlowModeMs = null);

/// <summary>What a creator or moderator changes; what is absent stays.</summary>
public sealed record SettingsRequest(string? Title = null, EpisodeStage? State = null, int? SlowModeMs = null);

/// <summary>An episode as REST lists it.</summary>
public sealed record EpisodeItem(
    string EpisodeId, string? SeriesId, string Title, int DurationMs, string CreatorId, EpisodeStage State, int SlowModeMs)
{
    public static EpisodeItem Of(CatalogueEntry entry) => new(
        entry.EpisodeId, entry.Settings.SeriesId, entry.Settings.Title, entry.Settings.DurationMs, entry.Settings.CreatorId, entry.Settings.State,
        entry.Settings.SlowModeMs);
}

/// <param name="Next">Ask again with this as <c>after</c>; absent at the end.</param>
public sealed record EpisodeList(EpisodeItem[] Episodes, string? Next);

/// <summary>REST of episodes: the catalogue, settings and counters.</summary>
internal static class EpisodeEndpoints
{
    public static void MapEpisodes(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder episodes = routes.MapGroup("/api/episodes").WithTags("Episodes");
        episodes.MapPost("/", Create).RequireAuthorization(Policies.Creator).WithBudget(BudgetKind.Manage).Produces<EpisodeItem>(StatusCodes.Status201Created);
        episodes.MapGet("/", List).WithBudget(BudgetKind.Read).Produces<EpisodeList>();
        episodes.MapGet("/{id}", Get).WithBudget(BudgetKind.Read).Produces<EpisodeItem>();
        episodes.MapPut("/{id}/settings", Configure).RequireAuthorization().WithBudget(BudgetKind.Manage).Produces<EpisodeItem>();
        episodes.MapGet("/{id}/tally", GetTally).WithBudget(BudgetKind.Read).Produces<Tally>();
        episodes.MapGet("/{id}/retention", GetRetention).RequireAuthorization().WithBudget(BudgetKind.Read).Produces<Retention>();
    }

    private static async Task<IResult> Create(EpisodeRequest request, Visitor visitor, EpisodeAccess access, KnownEpisodes known)
    {
        if (!EpisodeId.TryParse(request.EpisodeId, out EpisodeId id)) { return RefusalProblem.Of(RefusalCode.Invalid, field: "episodeId"); }
        if (request.SeriesId is { } series && !Identifier.IsValid(series)) { return RefusalProblem.Of(RefusalCode.Invalid, field: "seriesId"); }
        EpisodeSettings settings = new(
            request.Title ?? "", visitor.UserId!, request.SeriesId, request.DurationMs ?? 0, request.State ?? EpisodeStage.Open, request.SlowModeMs ?? 0);
        if (settings.WrongField() is { } field) { return RefusalProblem.Of(RefusalCode.Invalid, field: field); }
        // The episode first: only one creator gets the name. The catalogue is told afterwards, and again when the request is repeated.
        CatalogueEntry entry = new(id.Value, settings);
        EpisodeOutcome outcome = await access.Post(entry, EpisodeOperation.Create(visitor.Key, settings));
        if (outcome.Refusal != RefusalCode.None) { return RefusalProblem.Of(outcome.Refusal, outcome.RetryAfterMs, outcome.Field); }
        if (outcome.Changed || await known.Find(id) is null) { await known.Put(entry); }
        return Results.Created($"/api/episodes/{id}", EpisodeItem.Of(entry));
    }

    private static async Task<EpisodeList> List(string? after, int? limit, Visitor visitor, KnownEpisodes known)
    {
        CataloguePage page = await known.List(new CatalogueQuery(after, Math.Clamp(limit ?? 100, 1, CatalogueQuery.LimitMax)));
        return new EpisodeList([.. page.Entries.Where(entry => EpisodeAccess.MaySee(entry, visitor)).Select(EpisodeItem.Of)], page.Next);
    }

    private static Task<IResult> Get(string id, Visitor visitor, EpisodeAccess access) =>
        access.Read(id, visitor, (entry, _) => Task.FromResult(EpisodeItem.Of(entry)));

    private static Task<IResult> GetTally(string id, Visitor visitor, EpisodeAccess access) =>
        access.Read(id, visitor, (_, episode) => episode.GetTally());

    private static Task<IResult> GetRetention(string id, Visitor visitor, EpisodeAccess access) =>
        access.ReadOwn(id, visitor, (_, episode) => episode.GetRetention());

    private static async Task<IResult> Configure(
        string id, SettingsRequest request, Visitor visitor, EpisodeAccess access, Rooms rooms, KnownEpisodes known)
    {
        if (await access.FindOwn(id, visitor) is not { } entry) { return RefusalProblem.Of(RefusalCode.Forbidden); }
        SettingsChange change = new(request.Title, request.State, request.SlowModeMs);
        if (change.MergedInto(entry.Settings).WrongField() is { } field) { return RefusalProblem.Of(RefusalCode.Invalid, field: field); }
        EpisodeOutcome outcome = await access.Post(entry, EpisodeOperation.Configure(visitor.Key, visitor.IsModerator || visitor.IsOps, change));
        if (outcome.Refusal != RefusalCode.None) { return RefusalProblem.Of(outcome.Refusal, outcome.RetryAfterMs, outcome.Field); }
        // What this gateway knew may be older than another's change: the episode says what is set now.
        CatalogueEntry changed = (await rooms.Of(entry).Episode.GetEntry())!;
        await known.Put(changed);
        return Results.Ok(EpisodeItem.Of(changed));
    }
}
