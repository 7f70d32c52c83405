using Interactions.Silo.Operations;

namespace Interactions.Gateway.Operations;

/// <summary>What it takes to run the gateway and to look after it.</summary>
internal static class OperationsSetup
{
    /// <summary>Longest orderly stop; platforms should grant more than this before they kill.</summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(30);

    public static void AddOperations(this WebApplicationBuilder builder)
    {
        builder.AddLogs();
        builder.Logging.HideUrls();
        builder.AddMetrics();
        builder.AddHealth();
        builder.Services.AddApiDocuments();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.ConfigureOptions<Listener>();
        builder.Services.AddDrain();
    }

    private static void AddDrain(this IServiceCollection services)
    {
        services.AddChecked<DrainOptions>(DrainOptions.Section);
        services.AddSingleton<Drain>();
        services.AddHostedService(provider => provider.GetRequiredService<Drain>());
        services.AddSingleton<IHostLifetime, DrainingLifetime>();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
    }
}
