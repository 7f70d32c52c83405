namespace Interactions.Gateway.Access;

/// <summary>What browsers are told on every response.</summary>
internal static class SecurityHeaders
{
    /// <summary>Only our own scripts run and nobody frames our pages; styles may be inline because danmaku sets positions and colours.</summary>
    internal const string ContentSecurityPolicy =
        "default-src 'self'; img-src 'self' data:; media-src 'self'; connect-src 'self' ws: wss:; style-src 'self' 'unsafe-inline'; "
        + "script-src 'self'; frame-ancestors 'none'; base-uri 'none'";

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
