namespace Interactions.Gateway.Operations;

/// <summary>Which log lines are never written.</summary>
internal static class LoggedUrls
{
    /// <summary>These categories write whole URLs, and browsers must put their token into a hub's URL: a configured level does not turn them on.</summary>
    public static void HideUrls(this ILoggingBuilder logging)
    {
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel.BadRequests", LogLevel.Warning);
    }
}
