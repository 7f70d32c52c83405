using Interactions.Silo.Journal;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Storage;

namespace Interactions.Silo.Storage;

internal static class StorageRegistration
{
    /// <summary>Registers the grain storage of the journals that the section <c>Storage</c> chooses.</summary>
    public static ISiloBuilder AddStorage(this ISiloBuilder silo, IConfiguration configuration)
    {
        var section = configuration.GetSection(StorageOptions.Section);
        silo.Services.AddOptions<StorageOptions>().Bind(section).ValidateOnStart();
        silo.Services.TryAddSingleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>();
        var options = section.Get<StorageOptions>() ?? new StorageOptions();
        _ = options.Provider switch
        {
            _ => silo.AddMemory(options),
        };
        return silo;
    }

    private static ISiloBuilder AddMemory(this ISiloBuilder silo, StorageOptions options)
    {
        silo.Services.AddKeyedSingleton<IGrainStorage>(JournalFactory.StorageName, (services, _) =>
        {
            var cluster = services.GetRequiredService<IOptions<ClusterOptions>>().Value;
            return MemoryGrainStorage.Named($"{cluster.ServiceId}:{Path.GetFullPath(options.Path)}");
        });
        return silo;
    }
}
