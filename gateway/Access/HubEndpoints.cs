using Interactions.Gateway.Connections;
using Interactions.Gateway.Operations;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Interactions.Gateway.Access;

/// <summary>
/// How every hub is offered: WebSockets only, little patience, and nothing of a visitor's identity taken from arguments.
/// </summary>
internal static class HubEndpoints
{
    public static void AddHubs(this IServiceCollection services)
    {
        services.AddSignalR(hub =>
        {
            hub.EnableDetailedErrors = false;
            hub.DisableImplicitFromServicesParameters = true;
            hub.HandshakeTimeout = TimeSpan.FromSeconds(5);
            hub.KeepAliveInterval = TimeSpan.FromSeconds(15);
            hub.ClientTimeoutInterval = TimeSpan.FromSeconds(30);
            // One call of a connection at a time keeps its order, and is the back-pressure on a flooding client.
            hub.MaximumParallelInvocationsPerClient = 1;
        }).AddJsonProtocol(json => JsonRules.Apply(json.PayloadSerializerOptions));
        UseForgivingJson(services);
    }

    /// <summary>Registers a hub whose clients send at most <paramref name="messageBytesMax"/> bytes in one message.</summary>
    public static void AddInteractionsHub<THub>(this IServiceCollection services, int messageBytesMax)
        where THub : Hub
    {
        services.AddSignalR().AddHubOptions<THub>(hub => hub.MaximumReceiveMessageSize = messageBytesMax);
        UseForgivingJson(services);
    }

    /// <summary>Offers a hub at <paramref name="path"/>. Add <c>RequireAuthorization</c> where watching needs a token.</summary>
    public static IEndpointConventionBuilder MapInteractionsHub<THub>(this IEndpointRouteBuilder routes, string path)
        where THub : Hub
    {
        LimitsOptions limits = routes.ServiceProvider.GetRequiredService<IOptions<LimitsOptions>>().Value;
        TimeProvider time = routes.ServiceProvider.GetRequiredService<TimeProvider>();
        Visitors visitors = routes.ServiceProvider.GetRequiredService<Visitors>();
        GatewayTelemetry telemetry = routes.ServiceProvider.GetRequiredService<GatewayTelemetry>();
        Sessions sessions = routes.ServiceProvider.GetRequiredService<Sessions>();
        IHubClients clients = routes.ServiceProvider.GetRequiredService<IHubContext<THub>>().Clients;
        ConnectionDelegate hub = new ConnectionBuilder(routes.ServiceProvider)
            .Use(next => connection => Accompany(connection, next, sessions, clients))
            .Use(next => FrameBudget.Around(next, limits, time, telemetry))
            .UseHub<THub>()
            .Build();
        TimeSpan silenceMax = routes.ServiceProvider.GetRequiredService<IOptions<HubOptions>>().Value.ClientTimeoutInterval!.Value;
        return routes.MapHubSockets(path, Introduce, hub, silenceMax).WithMetadata(new HubMetadata(typeof(THub)));

        HubFeatures Introduce(HttpContext http)
        {
            HubFeatures features = new();
            features.Set(visitors.Of(http, new ConnectionBudget(limits, time)));
            return features;
        }
    }

    /// <summary>Each <c>AddSignalR</c> brings the stock protocol again, and the last one of a name wins.</summary>
    private static void UseForgivingJson(IServiceCollection services)
    {
        services.RemoveAll<IHubProtocol>();
        services.AddSingleton<IHubProtocol, ForgivingJsonHubProtocol>();
    }

    /// <summary>A visitor without a token has nothing that could expire.</summary>
    private static Task Accompany(ConnectionContext connection, ConnectionDelegate next, Sessions sessions, IHubClients clients) =>
        connection.Features.GetRequiredFeature<Visitor>() is { IsKnown: true } visitor
            ? sessions.Watch(connection, visitor, clients, next)
            : next(connection);
}
