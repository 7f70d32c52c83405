using Interactions.Gateway.Access;
using Interactions.Gateway.Operations;
using Interactions.Ids;
using Interactions.Refusals;
using Interactions.Users;

namespace Interactions.Gateway.Users;

/// <summary>REST of one's own record and settings. There is no way to ask for somebody else's.</summary>
internal static class UserEndpoints
{
    public static void MapUsers(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder me = routes.MapGroup("/api/users/me").WithTags("Users").RequireAuthorization().WithBudget(BudgetKind.Read);
        me.MapGet("/", (Visitor visitor, IGrainFactory grains) => Of(visitor, grains).Get()).Produces<UserRecord>();
        me.MapGet("/settings", (Visitor visitor, IGrainFactory grains) => Of(visitor, grains).GetSettings()).Produces<UserSettings>();
        me.MapPut("/settings", Configure);
    }

    private static async Task<IResult> Configure(UserSettings settings, Visitor visitor, IGrainFactory grains)
    {
        bool fits = settings.Values is { Count: <= UserSettings.ValuesMax } values
            && values.All(pair => Identifier.IsValid(pair.Key) && pair.Value is { Length: <= UserSettings.ValueLengthMax });
        if (!fits) { return RefusalProblem.Of(RefusalCode.Invalid, field: "values"); }
        await Of(visitor, grains).Configure(settings);
        return Results.NoContent();
    }

    private static IUserGrain Of(Visitor visitor, IGrainFactory grains) => grains.GetGrain<IUserGrain>(visitor.Key.ToString());
}
