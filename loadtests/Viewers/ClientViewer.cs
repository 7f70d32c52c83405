using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Interactions.Episodes;
using Interactions.LoadTests.Driver;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace Interactions.LoadTests.Viewers;

/// <summary>
/// A viewer with the full SignalR client, which notices a broken connection and comes back by itself: what is tested is that client too. It costs a
/// hundred times what a raw one does, so there are few.
/// </summary>
internal sealed class ClientViewer : Viewer, IAsyncDisposable
{
    private readonly Exchange _exchange;
    private readonly HubConnection _hub;
    private WebSocket? _socket;
    private TaskCompletionSource<Outcome>? _back;

    public ClientViewer(Exchange exchange, Room room, string user, string? token, Statistics statistics, Uri gateway)
        : base(exchange, room, user, token, statistics)
    {
        _exchange = exchange;
        _hub = new HubConnectionBuilder().WithUrl(new Uri(gateway, IViewerHub.Path), http =>
        {
            http.AccessTokenProvider = () => Task.FromResult(token);
            http.SkipNegotiation = true;
            http.Transports = HttpTransportType.WebSockets;
            http.WebSocketFactory = async (context, cancel) => _socket = await Open(context.Uri, token, cancel);
        }).WithAutomaticReconnect().Build();
        _hub.On<JsonElement>(nameof(IViewerClient.Pulse), pulse =>
        {
            byte[] record = Encoding.UTF8.GetBytes($"{{\"type\":1,\"target\":\"Pulse\",\"arguments\":[{pulse.GetRawText()}]}}");
            _exchange.Post(() => OnPush(record));
        });
        _hub.Reconnected += _ => Resume();
        _hub.Closed += _ =>
        {
            _exchange.Post(() => _back?.TrySetResult(new Outcome("gave up")));
            return Task.CompletedTask;
        };
    }

    public override bool IsOpen => _hub.State == HubConnectionState.Connected;

    public override async Task<Outcome> Connect(Uri gateway, int? receiveBuffer = null)
    {
        try
        {
            await _hub.StartAsync();
            return Outcome.Done;
        }
        catch (Exception fault) when (fault is HttpRequestException or WebSocketException or InvalidOperationException)
        {
            return new Outcome(fault.Message);
        }
    }

    /// <summary>Answers arrive on the wire's thread, like those of raw viewers.</summary>
    public override Task<Reply> Call(string method, string argument)
    {
        TaskCompletionSource<Reply> answer = new();
        _ = Invoke();
        return answer.Task;

        async Task Invoke()
        {
            Reply reply = new("lost", []);
            try
            {
                JsonElement result = await _hub.InvokeAsync<JsonElement>(method, JsonElement.Parse(argument));
                reply = Reply.Of(Encoding.UTF8.GetBytes($"{{\"type\":3,\"result\":{result.GetRawText()}}}"));
            }
            catch (Exception fault) when (IsBroken(fault))
            {
                // The connection broke before the answer came, or there is none to call on.
            }
            _exchange.Post(() => answer.TrySetResult(reply));
        }
    }

    public override void Vanish()
    {
        IsJoined = false;
        _socket?.Abort();
    }

    /// <summary>Breaks the connection, and waits until the client has come back by itself and the viewer has joined where it stood.</summary>
    public Task<Outcome> BreakAndReturn()
    {
        TaskCompletionSource<Outcome> back = _back = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Vanish();
        return back.Task;
    }

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();

    private static async Task<WebSocket> Open(Uri uri, string? token, CancellationToken cancel)
    {
        ClientWebSocket socket = new();
        if (token is not null) { socket.Options.SetRequestHeader("Authorization", $"Bearer {token}"); }
        UriBuilder address = new(uri) { Scheme = uri.Scheme is "https" or "wss" ? "wss" : "ws" };
        await socket.ConnectAsync(address.Uri, cancel);
        return socket;
    }

    private static bool IsBroken(Exception fault) =>
        fault is InvalidOperationException or HubException or OperationCanceledException or IOException or WebSocketException;

    private Task Resume()
    {
        _exchange.Post(() => _ = JoinAgain());
        return Task.CompletedTask;
    }

    private async Task JoinAgain()
    {
        Outcome outcome = await Join();
        _back?.TrySetResult(outcome);
    }
}
