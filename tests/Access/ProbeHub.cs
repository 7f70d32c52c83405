using Interactions.Episodes;
using Interactions.Gateway.Access;
using Interactions.Refusals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.SignalR;

namespace Interactions.Tests.Access;

/// <summary>A hub that answers what the gateway knows of the caller.</summary>
internal sealed class ProbeHub : Hub
{
    public const string Open = "/hubs/probe";
    public const string Closed = "/hubs/probe-creators";

    public static void Add(WebApplicationBuilder builder) => builder.Services.AddInteractionsHub<ProbeHub>(messageBytesMax: 4096);

    /// <summary>Adds it twice, open to everybody and for creators only, and an endpoint <c>/me</c>.</summary>
    public static void Map(WebApplication app)
    {
        app.MapInteractionsHub<ProbeHub>(Open);
        app.MapInteractionsHub<ProbeHub>(Closed).RequireAuthorization(Policies.Creator);
        app.MapGet("/me", (Visitor visitor) => visitor.UserId ?? "nobody");
    }

    public Answer Like(LikeRequest? request)
    {
        Context.ConnectionAborted.ThrowIfCancellationRequested();
        return new Answer(request is not null, request is null ? Refusal.Of(RefusalCode.Invalid) : null);
    }

    public string? UserId() => Visitor.Of(Context).UserId;

    public string Key() => Visitor.Of(Context).Key.ToString();
}
