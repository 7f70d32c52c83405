namespace Interactions.Gateway.Access;

/// <summary>What browsers are told on every response.</summary>
internal static class SecurityHeaders
{
    /// <summary>All that pages load, apply and talk to is this gateway's own, nothing inline among it, and nobody frames them.</summary>
    internal const string ContentSecurityPolicy =
        "default-src 'self'; script-src 'self'; object-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        IHeaderDictionary headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        // The API reference brings an inline script of its own.
        if (!http.Request.Path.StartsWithSegments("/scalar")) { headers.ContentSecurityPolicy = ContentSecurityPolicy; }
        return next(http);
    });
}
