namespace Interactions.Gateway.Operations;

/// <summary>The browser pages, when the build made them, and otherwise a page that says how to get them.</summary>
internal static class Pages
{
    private const string Help =
        """
        <!doctype html><html lang="en"><meta charset="utf-8"><title>Interactions</title>
        <h1>Interactions runs, without its pages</h1>
        <p>The browser pages are built together with the gateway when Node.js 20.19 or newer is installed. Install it and start again.</p>
        <p>Everything else works: <a href="/scalar">API reference</a>, <a href="/healthz/ready">health</a>, the hubs at /hubs/viewer and /hubs/creator.</p>
        """;

    public static void UsePageCaching(this IApplicationBuilder app) => app.UseWhen(
        http => http.Request.Path.StartsWithSegments("/assets"),
        assets => assets.Use((http, next) =>
        {
            http.Response.OnStarting(KeepForever, http.Response);
            return next(http);
        }));

    public static void MapPages(this WebApplication app)
    {
        bool hasPages = app.Environment.WebRootFileProvider.GetFileInfo("index.html").Exists;
        app.MapStaticAssets();
        app.MapGet("/", () => hasPages ? Results.Redirect("/index.html") : Results.Content(Help, "text/html; charset=utf-8")).ExcludeFromDescription();
    }

    /// <summary>The names of these files contain a hash of their content.</summary>
    private static Task KeepForever(object state)
    {
        HttpResponse response = (HttpResponse)state;
        if (response.StatusCode == StatusCodes.Status200OK) { response.Headers.CacheControl = "public, max-age=31536000, immutable"; }
        return Task.CompletedTask;
    }
}
