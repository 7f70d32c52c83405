using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Interactions.Tests.LoadTests;

/// <summary>Speaks as much of the wire as the load tests hear, and keeps its promises except one.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    /// <summary>Counters are pushed four times a second at most.</summary>
    private static readonly TimeSpan TallyInterval = TimeSpan.FromMilliseconds(250);

    private readonly WebApplication _app;
    private readonly PeriodicTimer _beat = new(TallyInterval, TimeProvider.System);
    private readonly Dictionary<string, ScriptedEpisode> _episodes = [];
    private readonly Dictionary<ScriptedViewer, WebSocket> _open = [];
    private readonly TaskCompletionSource _unanswered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lie _lie;
    private readonly LostLike? _lost;
    private readonly bool _sheds;
    private Task _beating = Task.CompletedTask;
    private bool _isDead;
    private int _shed;
    private int _asked;

    private ScriptedServer(Lie lie, LostLike? lost, bool sheds, string? refuses)
    {
        (_lie, _lost, _sheds) = (lie, lost, sheds);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.UseWebSockets();
        _app.MapWhen(context => context.Request.Path == refuses, refused => refused.Run(context =>
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }));
        _app.MapPost("/dev/token", async (HttpContext context) =>
        {
            using JsonDocument request = await JsonDocument.ParseAsync(context.Request.Body);
            await context.Response.WriteAsJsonAsync(new { token = request.RootElement.GetProperty("userId").GetString() });
        });
        _app.MapPost("/api/episodes", (HttpContext context) =>
        {
            bool isBusy = _lie == Lie.IsBusyAtFirst && Interlocked.Increment(ref _asked) == 1;
            if (isBusy) { context.Response.Headers.RetryAfter = "0"; }
            context.Response.StatusCode = isBusy ? 503 : 201;
        });
        _app.MapGet("/api/episodes/{id}/tally", (string id) => Told(id, episode => episode.Tally));
        _app.MapGet("/api/episodes/{id}/comments", (string id) => Told(id, episode => episode.List()));
        _app.MapGet("/metrics", () => $"interactions_connections_shed_total{{reason=\"slow\"}} {(_lie == Lie.ShedsUncounted ? 0 : _shed)}\n");
        _app.Map("/hubs/viewer", context => Serve(context, Answer));
        _app.Map("/hubs/creator", context => Serve(context, Board));
    }

    /// <summary>Whom, or what, the lie was about.</summary>
    public string? Victim => _episodes.Values.Select(episode => episode.Victim).FirstOrDefault(victim => victim is not null);

    public Uri Url => new(_app.Urls.First());

    /// <summary>Somebody waits for an answer that does not come.</summary>
    public Task Unanswered => _unanswered.Task;

    /// <param name="lost">The like that is acknowledged and not kept; null for none.</param>
    /// <param name="sheds">Anonymous viewers who come after those with names do not read, and are closed.</param>
    /// <param name="refuses">A path at which every token is refused.</param>
    public static async Task<ScriptedServer> Start(Lie lie = Lie.None, LostLike? lost = null, bool sheds = false, string? refuses = null)
    {
        ScriptedServer server = new(lie, lost, sheds, refuses);
        await server._app.StartAsync();
        server._beating = server.Beat();
        return server;
    }

    /// <summary>Dies as a killed process does: every connection breaks, and nobody listens any more.</summary>
    public async Task Die()
    {
        lock (_episodes)
        {
            _isDead = true;
            foreach (WebSocket socket in _open.Values) { socket.Abort(); }
        }
        await _app.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _beat.Dispose();
        await _beating;
        await _app.DisposeAsync();
    }

    private async Task Beat()
    {
        while (await _beat.WaitForNextTickAsync())
        {
            lock (_episodes)
            {
                foreach (ScriptedEpisode episode in _episodes.Values) { episode.TellCounters(); }
            }
        }
    }

    private IResult Told(string id, Func<ScriptedEpisode, string> what)
    {
        lock (_episodes) { return Results.Text(what(Of(id)), "application/json"); }
    }

    private ScriptedEpisode Of(string id)
    {
        if (!_episodes.TryGetValue(id, out ScriptedEpisode? episode)) { _episodes[id] = episode = new ScriptedEpisode(id, _lie, _lost); }
        return episode;
    }

    private async Task Serve(HttpContext context, Func<ScriptedViewer, string, JsonElement, string> answer)
    {
        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
        Channel<string> outbox = Channel.CreateUnbounded<string>();
        string token = context.Request.Headers.Authorization.ToString();
        ScriptedViewer viewer = new(token.Length == 0 ? "" : token["Bearer ".Length..], message => outbox.Writer.TryWrite(message));
        lock (_episodes)
        {
            _open[viewer] = socket;
            if (_isDead) { socket.Abort(); }
        }
        Task sending = Send(socket, outbox.Reader);
        try
        {
            byte[] buffer = new byte[8 * 1024];
            int count = 0;
            while (await socket.ReceiveAsync(buffer.AsMemory(count), CancellationToken.None) is { MessageType: WebSocketMessageType.Text } part)
            {
                count += part.Count;
                // When many wait, one may come in pieces.
                if (!part.EndOfMessage) { continue; }
                foreach (string record in Encoding.UTF8.GetString(buffer, 0, count).Split('\u001e', StringSplitOptions.RemoveEmptyEntries))
                {
                    Hear(viewer, record, answer);
                }
                count = 0;
            }
        }
        catch (Exception end) when (end is WebSocketException or OperationCanceledException)
        {
            // The viewer went without a word, or was closed.
        }
        lock (_episodes)
        {
            _open.Remove(viewer);
            foreach (ScriptedEpisode episode in _episodes.Values.Where(_ => _lie != Lie.KeepsWhoLeft)) { episode.Watching.Remove(viewer); }
        }
        outbox.Writer.Complete();
        await sending;
    }

    private static async Task Send(WebSocket socket, ChannelReader<string> outbox)
    {
        try
        {
            await foreach (string message in outbox.ReadAllAsync())
            {
                await socket.SendAsync(Encoding.UTF8.GetBytes(message + "\u001e"), WebSocketMessageType.Text, true, CancellationToken.None);
            }
        }
        catch (Exception end) when (end is WebSocketException or OperationCanceledException)
        {
            // Whoever reads from it notices, too.
        }
    }

    private void Hear(ScriptedViewer viewer, string record, Func<ScriptedViewer, string, JsonElement, string> answer)
    {
        using JsonDocument message = JsonDocument.Parse(record);
        if (message.RootElement.TryGetProperty("protocol", out _)) { viewer.Send("{}"); }
        if (!message.RootElement.TryGetProperty("target", out JsonElement target)) { return; }
        if (_lie == Lie.AnswersNobody)
        {
            _unanswered.TrySetResult();
            return;
        }
        lock (_episodes)
        {
            string result = answer(viewer, target.GetString()!, message.RootElement.GetProperty("arguments")[0]);
            viewer.Send($$"""{"type":3,"invocationId":"{{message.RootElement.GetProperty("invocationId").GetString()}}","result":{{result}}}""");
        }
    }

    private string Answer(ScriptedViewer viewer, string method, JsonElement call)
    {
        string answer = Of(call.GetProperty("episodeId").GetString()!).Answer(viewer, method, call);
        if (_sheds && method == "Comment" && _lie != Lie.KeepsTheSlow) { Shed(); }
        foreach (ScriptedViewer creator in _open.Keys.Where(creator => _episodes.ContainsKey(creator.User)))
        {
            creator.Send($$"""{"type":1,"target":"Board","arguments":[{"totals":{{Of(creator.User).Totals}}}]}""");
        }
        return answer;
    }

    private string Board(ScriptedViewer creator, string method, JsonElement call) =>
        $$"""{"ok":true,"totals":{{Of(call.GetProperty("creatorId").GetString()!).Totals}}}""";

    private void Shed()
    {
        foreach (ScriptedViewer slow in _open.Keys.SkipWhile(viewer => viewer.User.Length == 0).Where(viewer => viewer.User.Length == 0).ToArray())
        {
            _shed++;
            _open[slow].Abort();
            _open.Remove(slow);
        }
    }
}
