namespace Interactions.Gateway.Operations;

/// <summary>The browser pages, when the build made them, and otherwise a page that says how to get them.</summary>
internal static class Pages
{
    private const string Help =
        """
        <!doctype html><html lang="en"><meta charset="utf-8"><title>Interactions</title>
        <h1>Interactions runs, without its pages</h1>
        <p>The browser pages are built together with the gateway when Node.js 20.19 or newer is installed. Install it, start again.</p>
        <p>The rest works: <a href="/scalar">API reference</a>, <a href="/healthz/ready">health</a>, hubs at /hubs/viewer and /hubs/creator.</p>
        """;

    public static void AddPages(this WebApplicationBuilder builder)
    {
        // Outside Development static files are empty without this when the gateway was built and not published.
        builder.WebHost.UseStaticWebAssets();
        // Reading changed files again needs a route that answers 405 where nothing is.
        if (!builder.Environment.IsDevelopment()) { builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false"; }
    }

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
        app.MapGet("/", (HttpRequest request) => hasPages
                ? Results.LocalRedirect($"/index.html{request.QueryString}")
                : Results.Content(Help, "text/html; charset=utf-8"))
            .ExcludeFromDescription();
    }

    /// <summary>The names of these files contain a hash of their content.</summary>
    private static Task KeepForever(object state)
    {
        HttpResponse response = (HttpResponse)state;
        if (response.StatusCode == StatusCodes.Status200OK) { response.Headers.CacheControl = "public, max-age=31536000, immutable"; }
        return Task.CompletedTask;
    }
}
