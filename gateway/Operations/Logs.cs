namespace Interactions.Gateway.Operations;

/// <summary>Where log lines go, and which are never written.</summary>
internal static class Logs
{
    public static void AddLogs(this WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        if (builder.Environment.IsDevelopment())
        {
            builder.Logging.AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.TimestampFormat = "HH:mm:ss ";
            });
        }
        else
        {
            builder.Logging.AddJsonConsole(console => console.UseUtcTimestamp = true);
        }

        // These categories write whole URLs, and browsers must put their token into a hub's URL: a configured level does not turn them on.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel.BadRequests", LogLevel.Warning);
        // A failed start is told by whoever started it, and once; here it would come with a stack trace before the line that helps.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
    }
}
