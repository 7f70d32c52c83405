using Interactions.Episodes;
using Interactions.Gateway.Access;
using Interactions.Gateway.Operations;
using Interactions.Refusals;

namespace Interactions.Gateway.Episodes;

/// <param name="Drift">By how much all counters together are wrong: 0, or there is a fault.</param>
public sealed record RecountAnswer(string EpisodeId, Tally Counters, Tally Recount, long Drift);

/// <summary>Recounting for operators: it reads the episode's whole journal, so it has a budget and a role of its own.</summary>
internal static class RecountEndpoints
{
    public static void MapRecounts(this IEndpointRouteBuilder routes) => routes.MapPost("/api/ops/episodes/{id}/verify", Verify)
        .WithTags("Operations").RequireAuthorization(Policies.Ops).WithBudget(BudgetKind.Manage).Produces<RecountAnswer>();

    private static async Task<IResult> Verify(string id, Visitor visitor, EpisodeAccess access)
    {
        if (!EpisodeId.TryParse(id, out _)) { return RefusalProblem.Of(RefusalCode.Invalid, field: "id"); }
        return await access.Read(id, visitor, async (_, episode) =>
        {
            EpisodeRecount recount = await episode.Verify();
            return new RecountAnswer(id, recount.Counters, recount.Recount, recount.Drift);
        });
    }
}
