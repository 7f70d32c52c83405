using Interactions.Gateway.Access;
using Interactions.Gateway.Operations;
using Interactions.Ids;
using Interactions.Refusals;
using Interactions.Users;
using Microsoft.Extensions.Options;

namespace Interactions.Gateway.Users;

/// <param name="Roles">The roles that are lost: any of viewer, creator, moderator, ops. Absent: the whole token.</param>
public sealed record RevokeRequest(string[]? Roles = null);

/// <summary>REST of taking tokens and roles away.</summary>
internal static class RevocationEndpoints
{
    public static void MapRevocations(this IEndpointRouteBuilder routes) => routes.MapPost("/api/ops/users/{id}/revoke", Revoke)
        .WithTags("Operations").RequireAuthorization(Policies.Ops).WithBudget(BudgetKind.Manage).Produces(StatusCodes.Status204NoContent);

    private static async Task<IResult> Revoke(
        string id, RevokeRequest request, UserKeys keys, IGrainFactory grains, SessionWatch watch, IOptions<AuthOptions> auth, TimeProvider clock)
    {
        if (!Identifier.IsValid(id)) { return RefusalProblem.Of(RefusalCode.Invalid, field: "id"); }
        if (request.Roles is { } roles && (roles.Length == 0 || !roles.All(Roles.All.Contains)))
        {
            return RefusalProblem.Of(RefusalCode.Invalid, field: "roles");
        }
        DateTimeOffset now = clock.GetUtcNow();
        // A token is believed a little longer than it says, and for that long the revocation is needed.
        long endsMs = (now + auth.Value.TokenLifetimeMax + TokenRules.ClockSkew).ToUnixTimeMilliseconds();
        IEnumerable<string?> taken = request.Roles?.Distinct() ?? [null];
        await grains.GetGrain<IRevocationGrain>(IRevocationGrain.Key)
            .Revoke([.. taken.Select(role => new Revocation(keys.Of(id), role, now.ToUnixTimeMilliseconds(), endsMs))]);
        // This gateway acts at once, the others within their second.
        await watch.Look();
        return Results.NoContent();
    }
}
