using Interactions.Silo.Episodes;
using Interactions.Silo.Journal;
using Interactions.Silo.Users;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Interactions.Silo.Operations;

/// <summary>How a silo is set up, the same inside a gateway and alone.</summary>
public static class SiloHosting
{
    /// <summary>Names the product's state in storages that keep several services. Changing it would orphan what is stored.</summary>
    public const string ServiceId = "interactions";

    public static ISiloBuilder AddInteractionsSilo(this ISiloBuilder silo, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        AddLocalClustering(silo);
        silo.AddJournal(configuration);
        silo.Services.AddOptions<EpisodeOptions>().Bind(configuration.GetSection(EpisodeOptions.Section)).ValidateOnStart();
        silo.Services.AddSingleton<IValidateOptions<EpisodeOptions>, EpisodeOptionsValidator>();
        silo.Services.AddHostedService<TellerWaker>();
        silo.Configure<SiloMessagingOptions>(messaging =>
        {
            // A timeout means "unknown", and everything may be repeated: better soon than late.
            messaging.ResponseTimeout = TimeSpan.FromSeconds(5);
            // The default of two hours would hide a stuck grain for that long.
            messaging.MaxRequestProcessingTime = TimeSpan.FromSeconds(60);
        });
        return silo;
    }

    /// <summary>One silo that is its own cluster, reachable from this machine only. Two of them on one machine do not meet.</summary>
    private static void AddLocalClustering(ISiloBuilder silo)
    {
        (int siloPort, int gatewayPort) = LoopbackPorts.FindFreePair();
        silo.UseLocalhostClustering(siloPort, gatewayPort, serviceId: ServiceId, clusterId: $"local-{siloPort}");
    }
}
