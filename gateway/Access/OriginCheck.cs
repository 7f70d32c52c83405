using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Interactions.Gateway.Access;

/// <summary>
/// Keeps other sites' pages away from the hubs, at negotiation and at the upgrade: browsers let any page open a WebSocket anywhere, and CORS does not
/// apply. Programs that are no browsers send no origin and pass.
/// </summary>
internal static class OriginCheck
{
    private static readonly TimeSpan PreflightKept = TimeSpan.FromMinutes(10);

    public static IApplicationBuilder UseHubOrigins(this WebApplication app)
    {
        HashSet<Origin> allowed = [];
        foreach (string text in app.Services.GetRequiredService<IOptions<AccessOptions>>().Value.AllowedOrigins)
        {
            if (Origin.TryParse(text, out Origin? origin)) { allowed.Add(origin); }
        }

        return app.UseWhen(http => http.Request.Path.StartsWithSegments(TokenRules.HubPaths), hubs => hubs.Use((http, next) =>
        {
            if (MayEnter(http.Request, allowed)) { return next(http); }
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }));
    }

    /// <summary>Lets pages of the same origins read REST, by CORS. Tokens travel in a header, so no cookie is ever sent along.</summary>
    public static IApplicationBuilder UseRestOrigins(this WebApplication app)
    {
        string[] allowed = [.. app.Services.GetRequiredService<IOptions<AccessOptions>>().Value.AllowedOrigins];
        if (allowed.Length == 0) { return app; }
        return app.UseWhen(http => http.Request.Path.StartsWithSegments("/api"), rest => rest.UseCors(cors => cors
            .WithOrigins(allowed).AllowAnyHeader().AllowAnyMethod().WithExposedHeaders("ETag", "Retry-After").SetPreflightMaxAge(PreflightKept)));
    }

    internal static bool MayEnter(HttpRequest request, IReadOnlySet<Origin> allowed)
    {
        StringValues origins = request.Headers.Origin;
        if (origins.Count == 0) { return true; }
        return origins.Count == 1 && Origin.TryParse(origins[0], out Origin? origin) && (origin.IsOwn(request.Host) || allowed.Contains(origin));
    }
}
