using Interactions.Gateway.Operations;

namespace Interactions.Gateway.Demo;

/// <summary>Adds the demo where it is wanted.</summary>
internal static class DemoSetup
{
    public static void AddDemo(this WebApplicationBuilder builder)
    {
        builder.Services.AddChecked<DemoOptions>(DemoOptions.Section);
        bool enabled = builder.Configuration.GetValue<bool?>($"{DemoOptions.Section}:{nameof(DemoOptions.Enabled)}") ?? builder.Environment.IsDevelopment();
        if (!enabled || !builder.Environment.IsDevelopment()) { return; }
        builder.Services.AddSingleton<Listening>();
        builder.Services.AddSingleton<DemoSeries>();
        builder.Services.AddHostedService<DemoAudience>();
    }

    /// <summary>The clip that the demo's episodes play.</summary>
    public static void MapDemo(this WebApplication app)
    {
        if (app.Services.GetService<DemoSeries>() is null) { return; }
        string clip = Path.Combine(AppContext.BaseDirectory, "Demo", "clip.webm");
        app.MapGet("/demo/clip.webm", () => Results.File(clip, "video/webm", enableRangeProcessing: true)).ExcludeFromDescription();
    }
}
