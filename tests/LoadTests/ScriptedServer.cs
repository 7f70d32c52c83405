using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Interactions.Tests.LoadTests;

/// <summary>
/// Speaks as much of the wire as the load tests hear, and keeps its promises except one: the like with the given number is acknowledged and forgotten.
/// </summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, bool> _likes = new();
    private readonly int _lost;
    private int _calls;

    private ScriptedServer(int lost)
    {
        _lost = lost;
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.UseWebSockets();
        _app.MapPost("/dev/token", async (HttpContext context) =>
        {
            using JsonDocument request = await JsonDocument.ParseAsync(context.Request.Body);
            await context.Response.WriteAsJsonAsync(new { token = request.RootElement.GetProperty("userId").GetString() });
        });
        _app.MapPost("/api/episodes", (HttpContext context) => context.Response.StatusCode = 201);
        _app.MapGet("/api/episodes/{id}/tally", (HttpContext context) => context.Response.WriteAsync(
            $$"""{"likes":{{_likes.Count(like => like.Value)}},"bookmarks":0,"shares":0,"comments":0,"viewers":{{Open}},"peak":0,"version":1}"""));
        _app.Map("/hubs/viewer", Serve);
    }

    public int Open { get; private set; }

    /// <summary>The user whose like was forgotten.</summary>
    public string? Victim { get; private set; }

    public Uri Url => new(_app.Urls.First());

    /// <param name="lost">The number of the like that is acknowledged and forgotten; 0 for an honest server.</param>
    public static async Task<ScriptedServer> Start(int lost)
    {
        ScriptedServer server = new(lost);
        await server._app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task Serve(HttpContext context)
    {
        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
        string user = context.Request.Headers.Authorization.ToString()["Bearer ".Length..];
        lock (_app) { Open++; }
        byte[] buffer = new byte[8 * 1024];
        try
        {
            while (await socket.ReceiveAsync(buffer, CancellationToken.None) is { MessageType: WebSocketMessageType.Text } frame)
            {
                foreach (string record in Encoding.UTF8.GetString(buffer, 0, frame.Count).Split('\u001e', StringSplitOptions.RemoveEmptyEntries))
                {
                    if (Answer(user, record) is not { } answer) { continue; }
                    await socket.SendAsync(Encoding.UTF8.GetBytes(answer + "\u001e"), WebSocketMessageType.Text, true, CancellationToken.None);
                }
            }
        }
        catch (WebSocketException)
        {
            // The viewer went without a word.
        }
        finally
        {
            lock (_app) { Open--; }
        }
    }

    private string? Answer(string user, string record)
    {
        if (record.Contains("\"protocol\"", StringComparison.Ordinal)) { return "{}"; }
        using JsonDocument message = JsonDocument.Parse(record);
        if (!message.RootElement.TryGetProperty("target", out JsonElement target)) { return null; }
        string result = target.GetString() == "Like" ? Like(user, message.RootElement.GetProperty("arguments")[0].GetProperty("on").GetBoolean())
            : $$"""{"ok":true,"epoch":"e","offset":0,"reset":true,"mine":{"liked":{{Word(_likes.GetValueOrDefault(user))}},"bookmarked":false},"comments":[]}""";
        return $$"""{"type":3,"invocationId":"{{message.RootElement.GetProperty("invocationId").GetString()}}","result":{{result}}}""";
    }

    private string Like(string user, bool on)
    {
        if (Interlocked.Increment(ref _calls) == _lost) { Victim = user; }
        else { _likes[user] = on; }
        return $$"""{"ok":true,"liked":{{Word(on)}},"likes":1}""";
    }

    private static string Word(bool value) => value ? "true" : "false";
}
