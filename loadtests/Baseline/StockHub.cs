using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Interactions.LoadTests.Baseline;

/// <summary>
/// What one writes in an afternoon: a group send for comments, a counter in memory for likes. It keeps nothing. With <see cref="Gathering"/> it is what
/// one writes in the next afternoon: one array of comments for each room, every so often.
/// </summary>
internal sealed class StockHub(Gathering? gathering = null) : Hub
{
    private static long _likes;

#pragma warning disable CA1822 // Hub methods are instance methods.
    public long Like(string room, bool on) => Interlocked.Add(ref _likes, on ? 1 : -1);
#pragma warning restore CA1822

    public Task Join(string room) => Groups.AddToGroupAsync(Context.ConnectionId, room);

    public Task Comment(string room, string text)
    {
        if (gathering is null) { return Clients.Group(room).SendAsync("Comment", text); }
        gathering.Add(room, text);
        return Task.CompletedTask;
    }
}

/// <summary>Comments that wait for the next array of their room.</summary>
internal sealed class Gathering(TimeSpan window, IHubContext<StockHub> hub) : BackgroundService
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _rooms = new();

    public void Add(string room, string text) => _rooms.GetOrAdd(room, _ => new ConcurrentQueue<string>()).Enqueue(text);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(window, TimeProvider.System);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach ((string room, ConcurrentQueue<string> waiting) in _rooms)
            {
                List<string> texts = [];
                while (waiting.TryDequeue(out string? text)) { texts.Add(text); }
                if (texts.Count > 0) { await hub.Clients.Group(room).SendAsync("Comments", texts, stoppingToken); }
            }
        }
    }
}

internal static class StockServer
{
    /// <summary>Serves the hub at <c>/hub</c> until it is stopped.</summary>
    /// <param name="window">How long comments are gathered; zero sends each by itself.</param>
    public static async Task<int> Run(Uri url, TimeSpan window)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url.ToString());
        builder.Services.AddSignalR();
        if (window > TimeSpan.Zero)
        {
            builder.Services.AddSingleton(services => new Gathering(window, services.GetRequiredService<IHubContext<StockHub>>()));
            builder.Services.AddHostedService(services => services.GetRequiredService<Gathering>());
        }
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
