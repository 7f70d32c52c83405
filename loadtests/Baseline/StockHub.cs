using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Interactions.LoadTests.Baseline;

/// <summary>What one writes in an afternoon: a group send for comments, a counter in memory for likes. It keeps nothing.</summary>
internal sealed class StockHub : Hub
{
    private static long _likes;

#pragma warning disable CA1822 // Hub methods are instance methods.
    public long Like(string room, bool on) => Interlocked.Add(ref _likes, on ? 1 : -1);
#pragma warning restore CA1822

    public Task Join(string room) => Groups.AddToGroupAsync(Context.ConnectionId, room);

    public Task Comment(string room, string text) => Clients.Group(room).SendAsync("Comment", text);
}

internal static class StockServer
{
    /// <summary>Serves the hub at <c>/hub</c> until it is stopped.</summary>
    public static async Task<int> Run(Uri url)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url.ToString());
        builder.Services.AddSignalR();
        await using WebApplication app = builder.Build();
        app.UseWebSockets();
        app.MapHub<StockHub>("/hub");
        await app.StartAsync();
        // The line that the gateway prints too: whoever started this process reads the port from it.
        Console.WriteLine($"Now listening on: {app.Urls.First()}");
        await app.WaitForShutdownAsync();
        return 0;
    }
}
