using Interactions.Creators;
using Interactions.Gateway.Access;
using Interactions.Gateway.Operations;
using Interactions.Refusals;

namespace Interactions.Gateway.Creators;

/// <summary>REST of creators.</summary>
internal static class CreatorEndpoints
{
    public static void MapCreators(this IEndpointRouteBuilder routes) => routes.MapGet("/api/creators/{id}/board", GetBoard)
        .WithTags("Creators").RequireAuthorization().WithBudget(BudgetKind.Read).Produces<Board>();

    private static async Task<IResult> GetBoard(string id, Visitor visitor, IGrainFactory grains)
    {
        if (!CreatorId.TryParse(id, out CreatorId creator)) { return RefusalProblem.Of(RefusalCode.Invalid, field: "id"); }
        bool own = visitor.IsCreator && visitor.UserId == creator.Value;
        return own || visitor.IsOps
            ? Results.Ok(await grains.GetGrain<ICreatorGrain>(creator.Value).GetBoard())
            : RefusalProblem.Of(RefusalCode.Forbidden);
    }
}
