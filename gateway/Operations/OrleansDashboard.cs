using Interactions.Gateway.Access;
using Interactions.Refusals;
using Orleans.Dashboard;

namespace Interactions.Gateway.Operations;

/// <summary>
/// Orleans' own dashboard at <see cref="Path"/>, for operators. A browser that follows a link shows no header, so the operator's token goes into a cookie
/// that no script reads, that no other site makes a browser send, and that is good below that path only, where everything is read.
/// </summary>
internal static class OrleansDashboard
{
    public const string Path = "/ops/orleans";
    public const string Cookie = "orleans-dashboard";

    public static void MapOrleansDashboard(this WebApplication app)
    {
        bool isOn = IsOn(app.Configuration);
        app.MapPost("/api/ops/dashboard", (HttpContext http) => isOn ? LetIn(http) : RefusalProblem.Of(RefusalCode.NotFound))
            .WithTags("Operations").RequireAuthorization(Policies.Ops).WithBudget(BudgetKind.Read).Produces(StatusCodes.Status204NoContent);
        if (isOn) { app.MapOrleansDashboard(Path).RequireAuthorization(Policies.Ops).ExcludeFromDescription(); }
    }

    public static bool IsOn(IConfiguration configuration) => Silo.Operations.DashboardOptions.From(configuration).Enabled;

    private static IResult LetIn(HttpContext http)
    {
        string token = http.Request.Headers.Authorization.ToString()["Bearer ".Length..];
        http.Response.Cookies.Append(Cookie, token, new CookieOptions
        {
            Path = Path,
            HttpOnly = true,
            Secure = http.Request.IsHttps,
            SameSite = SameSiteMode.Strict,
        });
        return Results.NoContent();
    }
}
