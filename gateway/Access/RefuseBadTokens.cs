using Microsoft.AspNetCore.Authentication;

namespace Interactions.Gateway.Access;

/// <summary>
/// Watching needs no token, but a token that is shown must be good: without this, an expired one would silently make its owner anonymous.
/// </summary>
internal static class RefuseBadTokens
{
    public static IApplicationBuilder UseBadTokenRefusal(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        // The scheme remembers its result for the request: this validates nothing twice.
        AuthenticateResult result = await http.AuthenticateAsync();
        if (result.Failure is null) { await next(http); }
        else { await http.ChallengeAsync(); }
    });
}
