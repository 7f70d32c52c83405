using Interactions.Gateway.Access;
using Interactions.Gateway.Cluster;
using Interactions.Gateway.Demo;
using Interactions.Gateway.Episodes;
using Interactions.Gateway.Operations;
using Microsoft.Extensions.Options;

namespace Interactions.Gateway;

/// <summary>The gateway: what it consists of, in the order in which a request meets it.</summary>
public static class Program
{
    public static async Task<int> Main(string[] args)
    {
        try
        {
            await using WebApplication gateway = Build(args);
            if (await gateway.StartOrStop()) { await gateway.WaitForShutdownAsync(); }
            return 0;
        }
        catch (Exception failure) when (StartRefusal.Explains(failure, out _))
        {
            return StartRefusal.Print(failure);
        }
    }

    /// <summary>Builds the gateway with all its options checked.</summary>
    internal static WebApplication Build(string[] args, Action<WebApplicationBuilder>? adjust = null)
    {
        // Settings and pages lie beside the program, wherever it is started from; data lies where it is started from.
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(Program).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.AddOperations();
        builder.AddAccess();
        builder.AddPages();
        builder.AddCluster();
        builder.AddSessionWatch();
        builder.AddEpisodes();
        builder.AddDemo();
        adjust?.Invoke(builder);

        WebApplication app = builder.Build();
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        app.UseSecurityHeaders();
        app.UseProblems();
        app.UseMetrics();
        app.UsePageCaching();
        app.UseRouting();
        app.UseAccess();

        app.MapHealth();
        app.MapApiDocuments();
        app.MapOps();
        app.MapOrleansDashboard();
        app.MapDevelopmentTokens();
        app.MapEpisodesAndHubs();
        app.MapDemo();
        app.MapPages();
        return app;
    }
}
