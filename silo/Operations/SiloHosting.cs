using Interactions.Silo.Cluster;
using Interactions.Silo.Episodes;
using Interactions.Silo.Journal;
using Interactions.Silo.Storage;
using Interactions.Silo.Users;
using Microsoft.Extensions.Options;
using Orleans.Dashboard;

namespace Interactions.Silo.Operations;

/// <summary>How a silo is set up, the same inside a gateway and alone.</summary>
public static class SiloHosting
{
    /// <exception cref="OptionsValidationException">An option of the cluster is wrong.</exception>
    /// <exception cref="StorageRefusedException">The storage's options are wrong, or it is one that other silos do not reach.</exception>
    public static ISiloBuilder AddInteractionsSilo(this ISiloBuilder silo, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ClusterOptions cluster = ClusterOptions.From(configuration);
        if (cluster.Mode == ClusterMode.Cluster) { RequireSharedStorage(StorageOptions.From(configuration)); }
        silo.Configure<Orleans.Configuration.SiloMessagingOptions>(messaging =>
        {
            // A timeout means "unknown", and everything may be repeated: better soon than late.
            messaging.ResponseTimeout = TimeSpan.FromSeconds(5);
            // The default of two hours would hide a stuck grain for that long.
            messaging.MaxRequestProcessingTime = TimeSpan.FromSeconds(60);
        });
        silo.AddClustering(cluster);
        silo.AddJournal(configuration);
        silo.Services.AddOptions<EpisodeOptions>().Bind(configuration.GetSection(EpisodeOptions.Section)).ValidateOnStart();
        silo.Services.AddSingleton<IValidateOptions<EpisodeOptions>, EpisodeOptionsValidator>();
        silo.Services.AddSingleton<IValidateOptions<EpisodeOptions>>(new OptionNames<EpisodeOptions>(configuration.GetSection(EpisodeOptions.Section)));
        silo.Services.AddSingleton<HotEpisodes>();
        silo.Services.AddHostedService<EpisodeAudit>();
        silo.Services.AddSingleton<TellerWaker>();
        silo.Services.AddHostedService(services => services.GetRequiredService<TellerWaker>());
        silo.Services.AddOptions<DashboardOptions>().Bind(configuration.GetSection(DashboardOptions.Section)).ValidateOnStart();
        silo.Services.AddSingleton<IValidateOptions<DashboardOptions>>(new OptionNames<DashboardOptions>(configuration.GetSection(DashboardOptions.Section)));
        // Its log is not for browsers.
        if (DashboardOptions.From(configuration).Enabled) { silo.AddDashboard(dashboard => dashboard.HideTrace = true); }
        return silo;
    }

    private static void RequireSharedStorage(StorageOptions storage)
    {
        if (storage.Provider is not (StorageProvider.Sqlite or StorageProvider.Memory)) { return; }
        throw new StorageRefusedException(
            $"Storage:Provider must be one that all silos of a cluster reach, such as Redis or Postgres, not {storage.Provider}.");
    }
}
