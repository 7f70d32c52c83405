using Interactions.Gateway.Operations;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Connections;

namespace Interactions.Gateway.Connections;

/// <summary>The two requests with which SignalR clients open a hub: what is offered, and the WebSocket.</summary>
internal static class HubRoutes
{
    private static readonly AvailableTransport WebSockets =
        new() { Transport = nameof(HttpTransportType.WebSockets), TransferFormats = ["Text", "Binary"] };

    /// <summary>Offers a hub at a path; a client that is silent for longer is closed.</summary>
    /// <param name="introduce">Says what the hub shall know of the request: when it runs there may be no request any more.</param>
    /// <param name="hub">The SignalR side.</param>
    public static IEndpointConventionBuilder MapHubSockets(
        this IEndpointRouteBuilder routes, string path, Func<HttpContext, HubFeatures> introduce, ConnectionDelegate hub, TimeSpan silenceMax)
    {
        GatewayTelemetry telemetry = routes.ServiceProvider.GetRequiredService<GatewayTelemetry>();
        HubPatience patience = new(routes.ServiceProvider.GetRequiredService<TimeProvider>(), silenceMax, telemetry);
        CancellationToken stopping = routes.ServiceProvider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        ConnectionTokens tokens = routes.ServiceProvider.GetRequiredService<ConnectionTokens>();
        RouteGroupBuilder group = routes.MapGroup(path);
        group.MapPost("/negotiate", http => Negotiate(http, tokens));
        group.Map("", http => Connect(http, tokens, Serve(introduce(http))));
        return group.ExcludeFromDescription();

        Func<HubLine, Task> Serve(HubFeatures features) => line => HubRoutes.Serve(new HubSocket(line, features, patience, stopping), hub, patience);
    }

    /// <summary>The WebSocket needs nothing from here, so nothing is kept: a client may open it on another gateway, or without asking.</summary>
    private static async Task Negotiate(HttpContext http, ConnectionTokens tokens)
    {
        string id = ConnectionIds.Next();
        NegotiationResponse offer = http.Request.Query["negotiateVersion"] == "1"
            ? new() { Version = 1, ConnectionId = id, ConnectionToken = tokens.Of(id), AvailableTransports = [WebSockets] }
            : new() { Error = "This server needs a SignalR client that negotiates version 1." };
        http.Response.ContentType = "application/json";
        NegotiateProtocol.WriteResponse(offer, http.Response.BodyWriter);
        await http.Response.BodyWriter.FlushAsync();
    }

    private static async Task Connect(HttpContext http, ConnectionTokens tokens, Func<HubLine, Task> serve)
    {
        if (!tokens.Admit(http.Request.Query["id"]))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        if (await HubUpgrade.Accept(http) is not { } stream) { return; }
        if (HubUpgrade.PlainSocket(http) is { } socket && http.Features.Get<HubHandover>() is { } handover)
        {
            handover.Take((connection, heartbeat) => serve(HubLine.Of(connection, socket, heartbeat)));
            return;
        }
        HubLine line = HubLine.Of(http, stream);
        await serve(line);
        await line.Input.CompleteAsync();
    }

    private static async Task Serve(HubSocket socket, ConnectionDelegate hub, HubPatience patience)
    {
        patience.Telemetry.Connected();
        long began = patience.Clock.GetTimestamp();
        try
        {
            await hub(socket);
        }
        finally
        {
            await socket.SayGoodbye();
            patience.Telemetry.Disconnected(patience.Clock.GetElapsedTime(began));
        }
    }
}
