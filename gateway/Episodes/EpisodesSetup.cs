using Interactions.Creators;
using Interactions.Episodes;
using Interactions.Gateway.Access;
using Interactions.Gateway.Comments;
using Interactions.Gateway.Connections;
using Interactions.Gateway.Creators;
using Interactions.Gateway.Operations;
using Interactions.Gateway.Users;
using Microsoft.AspNetCore.SignalR;

namespace Interactions.Gateway.Episodes;

/// <summary>Episodes, and what belongs to them: comments, users, creators.</summary>
internal static class EpisodesSetup
{
    /// <summary>Longest message of a viewer, in bytes: the longest comment, every character escaped, with room to spare.</summary>
    private const int ViewerMessageBytesMax = 8 * 1024;

    private const int CreatorMessageBytesMax = 64 * 1024;

    public static void AddEpisodes(this WebApplicationBuilder builder)
    {
        IServiceCollection services = builder.Services;
        services.AddChecked<RoomsOptions>(RoomsOptions.Section);
        services.AddChecked<DisplayOptions>(DisplayOptions.Section);
        services.AddChecked<ModerationOptions>(ModerationOptions.Section);
        services.AddSingleton<KnownEpisodes>();
        services.AddSingleton<EpisodeAccess>();
        services.AddSingleton<WordLists>();
        services.AddHostedService(provider => provider.GetRequiredService<WordLists>());
        services.AddSingleton<CommentDesk>();
        services.AddSingleton<DanmakuImport>();
        services.AddSingleton<Rooms>();
        services.AddHostedService(provider => provider.GetRequiredService<Rooms>());
        services.AddSingleton<Boards>();
        services.AddHostedService(provider => provider.GetRequiredService<Boards>());
        services.AddSingleton<Overlays>();
        services.AddHostedService(provider => provider.GetRequiredService<Overlays>());
        AddHub<ViewerHub>(services, ViewerMessageBytesMax);
        AddHub<CreatorHub>(services, CreatorMessageBytesMax);
    }

    public static void MapEpisodesAndHubs(this WebApplication app)
    {
        app.MapEpisodes();
        app.MapRecounts();
        app.MapComments();
        app.MapModeration();
        app.MapPins();
        app.MapDanmakuFiles();
        app.MapUsers();
        app.MapRevocations();
        app.MapCreators();
        app.MapOverlays();
        app.MapInteractionsHub<ViewerHub>(IViewerHub.Path);
        app.MapInteractionsHub<CreatorHub>(ICreatorHub.Path).RequireAuthorization(Policies.User);
    }

    private static void AddHub<THub>(IServiceCollection services, int messageBytesMax)
        where THub : Hub
    {
        services.AddInteractionsHub<THub>(messageBytesMax);
        // A hub is made for each call: registered, it comes from compiled code instead of a look-up for each of its parameters.
        services.AddTransient<THub>();
        services.AddSingleton<HubConnections<THub>>();
        services.AddSingleton<HubLifetimeManager<THub>>(provider => provider.GetRequiredService<HubConnections<THub>>());
        services.AddSingleton<IDrainStep>(provider => provider.GetRequiredService<HubConnections<THub>>());
    }
}
