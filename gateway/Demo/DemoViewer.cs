using Interactions.Episodes;
using Microsoft.AspNetCore.SignalR.Client;

namespace Interactions.Gateway.Demo;

/// <summary>One simulated viewer: a real SignalR client that watches in a loop, likes, keeps, comments.</summary>
internal sealed class DemoViewer(int number, Uri hub, string token, IReadOnlyList<string> lines, TimeProvider clock)
{
    private const int EpisodeSeconds = 60;
    private const int ReportSeconds = 5;

    /// <summary>Of a hundred reports, so many come with a comment: with fifty viewers about three comments in two seconds.</summary>
    private const int CommentPercent = 15;

    /// <summary>The same viewer behaves the same at every start, so likes and bookmarks do not grow by restarting.</summary>
    private readonly Random _random = new(number);

    public async Task Watch(CancellationToken stop)
    {
        await using HubConnection connection = new HubConnectionBuilder()
            .WithUrl(hub, options =>
            {
                options.AccessTokenProvider = () => Task.FromResult<string?>(token);
                options.Transports = Microsoft.AspNetCore.Http.Connections.HttpTransportType.WebSockets;
                options.SkipNegotiation = true;
            })
            .WithAutomaticReconnect().Build();
        await connection.StartAsync(stop);
        while (!stop.IsCancellationRequested)
        {
            // Two thirds watch the newest episode, the others look around.
            string episode = DemoSeries.Episodes[_random.Next(3) < 2 ? 0 : _random.Next(DemoSeries.Episodes.Count)];
            await WatchOnce(connection, episode, stop);
        }
    }

    private async Task WatchOnce(HubConnection connection, string episode, CancellationToken stop)
    {
        await connection.InvokeAsync<JoinAnswer>(nameof(IViewerHub.Join), new JoinRequest(episode), stop);
        string session = Guid.CreateVersion7().ToString("N");
        int leavesAt = _random.Next(10) < 6 ? EpisodeSeconds : _random.Next(1, EpisodeSeconds);
        int seq = 0;
        for (int second = 0; second < leavesAt; second += ReportSeconds)
        {
            int to = Math.Min(second + ReportSeconds, leavesAt);
            await Task.Delay(TimeSpan.FromSeconds(to - second), clock, stop);
            await connection.InvokeAsync<Answer>(
                nameof(IViewerHub.Watch), new WatchRequest(episode, session, ++seq, [[second, to]], to == leavesAt), stop);
            await React(connection, episode, second * 1000, stop);
        }
        await connection.InvokeAsync<Answer>(nameof(IViewerHub.Leave), new LeaveRequest(episode), stop);
    }

    private async Task React(HubConnection connection, string episode, int atMs, CancellationToken stop)
    {
        if (_random.Next(100) < 8) { await connection.InvokeAsync<LikeAnswer>(nameof(IViewerHub.Like), new LikeRequest(episode, true, AtMs: atMs), stop); }
        if (_random.Next(100) < 2) { await connection.InvokeAsync<BookmarkAnswer>(nameof(IViewerHub.Bookmark), new BookmarkRequest(episode, true), stop); }
        if (_random.Next(100) >= CommentPercent) { return; }
        CommentRequest comment = new(episode, Guid.CreateVersion7().ToString("N"), atMs + _random.Next(ReportSeconds * 1000), lines[_random.Next(lines.Count)]);
        await connection.InvokeAsync<CommentAnswer>(nameof(IViewerHub.Comment), comment, stop);
    }
}
