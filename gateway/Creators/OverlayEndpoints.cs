using Interactions.Creators;
using Interactions.Episodes;
using Interactions.Gateway.Access;
using Interactions.Gateway.Episodes;
using Interactions.Gateway.Operations;
using Interactions.Ids;
using Interactions.Refusals;

namespace Interactions.Gateway.Creators;

/// <param name="EpisodeId">The creator's episode that it shows.</param>
public sealed record NewOverlayRequest(string? EpisodeId);

/// <param name="Key">What opens it; told once, when it is made.</param>
public sealed record OverlayItem(string OverlayId, string EpisodeId, long CreatedAtMs, string? Key = null);

/// <param name="Overlays">Oldest first, at most 20.</param>
public sealed record OverlayItems(OverlayItem[] Overlays);

/// <summary>REST of a creator's overlays: browser sources for OBS and the like.</summary>
internal static class OverlayEndpoints
{
    public static void MapOverlays(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder overlays = routes.MapGroup("/api/creators/{id}/overlays").WithTags("Creators").RequireAuthorization();
        overlays.MapGet("/", List).WithBudget(BudgetKind.Read).Produces<OverlayItems>();
        overlays.MapPut("/{overlayId}", Put).WithBudget(BudgetKind.Manage).Produces<OverlayItem>();
        overlays.MapDelete("/{overlayId}", Revoke).WithBudget(BudgetKind.Manage).Produces(StatusCodes.Status204NoContent);
    }

    private static Task<IResult> List(string id, Visitor visitor, IGrainFactory grains) => CreatorEndpoints.OfOwn(id, visitor, async creator =>
    {
        OverlayList overlays = await grains.GetGrain<ICreatorGrain>(creator.Value).GetOverlays();
        return Results.Ok(new OverlayItems([.. overlays.Overlays.Select(one => new OverlayItem(one.OverlayId, one.EpisodeId, one.CreatedAtMs))]));
    });

    /// <summary>Repeating it makes another key, and the one before is good no more: a key whose answer was lost opens nothing for long.</summary>
    private static Task<IResult> Put(
        string id, string overlayId, NewOverlayRequest request, Visitor visitor, KnownEpisodes known, IGrainFactory grains, TimeProvider clock) =>
        CreatorEndpoints.OfOwn(id, visitor, async creator =>
        {
            if (!Identifier.IsValid(overlayId)) { return RefusalProblem.Of(RefusalCode.Invalid, field: "overlayId"); }
            if (!EpisodeId.TryParse(request.EpisodeId, out EpisodeId episodeId)) { return RefusalProblem.Of(RefusalCode.Invalid, field: "episodeId"); }
            bool owns = await known.Find(episodeId) is { } entry && entry.Settings.CreatorId == creator.Value;
            if (!owns) { return RefusalProblem.Of(RefusalCode.NotFound, field: "episodeId"); }
            (string key, byte[] hash) = Overlays.NewKey();
            Overlay overlay = new(overlayId, episodeId.Value, clock.GetUtcNow().ToUnixTimeMilliseconds(), hash);
            await grains.GetGrain<ICreatorGrain>(creator.Value).PutOverlay(overlay);
            return Results.Ok(new OverlayItem(overlayId, overlay.EpisodeId, overlay.CreatedAtMs, key));
        });

    private static Task<IResult> Revoke(string id, string overlayId, Visitor visitor, IGrainFactory grains) =>
        CreatorEndpoints.OfOwn(id, visitor, async creator =>
        {
            if (!Identifier.IsValid(overlayId)) { return RefusalProblem.Of(RefusalCode.Invalid, field: "overlayId"); }
            await grains.GetGrain<ICreatorGrain>(creator.Value).RevokeOverlay(overlayId);
            return Results.NoContent();
        });
}
