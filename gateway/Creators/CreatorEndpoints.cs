using Interactions.Creators;
using Interactions.Gateway.Access;
using Interactions.Gateway.Operations;
using Interactions.Refusals;

namespace Interactions.Gateway.Creators;

/// <summary>REST of creators.</summary>
internal static class CreatorEndpoints
{
    public static void MapCreators(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder creator = routes.MapGroup("/api/creators/{id}").WithTags("Creators").RequireAuthorization().WithBudget(BudgetKind.Read);
        creator.MapGet("/board", GetBoard).Produces<Board>();
        creator.MapGet("/followers", GetFollowers).Produces<FollowerCurve>();
    }

    private static Task<IResult> GetBoard(string id, Visitor visitor, IGrainFactory grains) => OfOwn(id, visitor, async creator =>
        Results.Ok(await grains.GetGrain<ICreatorGrain>(creator.Value).GetBoard()));

    private static Task<IResult> GetFollowers(string id, Visitor visitor, IGrainFactory grains) => OfOwn(id, visitor, async creator =>
        Results.Ok(await grains.GetGrain<ICreatorGrain>(creator.Value).GetFollowerCurve()));

    /// <summary>What a creator asks of his own, or ops of anybody's. Whether another creator exists, nobody learns.</summary>
    internal static async Task<IResult> OfOwn(string id, Visitor visitor, Func<CreatorId, Task<IResult>> answer)
    {
        if (!CreatorId.TryParse(id, out CreatorId creator)) { return RefusalProblem.Of(RefusalCode.Invalid, field: "id"); }
        bool own = visitor.IsCreator && visitor.UserId == creator.Value;
        return own || visitor.IsOps ? await answer(creator) : RefusalProblem.Of(RefusalCode.Forbidden);
    }
}
