using Interactions.Silo.Journal;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Hosting;
using StackExchange.Redis;

namespace Interactions.Silo.Storage;

/// <summary>Registers the grain storage of the journals that the section <c>Storage</c> chooses.</summary>
internal static class StorageRegistration
{
    /// <exception cref="StorageRefusedException">The section is wrong; the message is one line for the operator.</exception>
    public static ISiloBuilder AddStorage(this ISiloBuilder silo, IConfiguration configuration)
    {
        var options = StorageOptions.From(configuration);
        silo.Services.AddSingleton(options);
        return options.Provider switch
        {
            StorageProvider.Memory => silo.AddMemory(options),
            StorageProvider.Redis => silo.AddRedis(options),
            StorageProvider.Postgres => silo.AddPostgres(options),
            StorageProvider.AzureTable or StorageProvider.AzureBlob => silo.AddAzure(options),
            _ => silo.AddSqlite(options),
        };
    }

    private static ISiloBuilder AddSqlite(this ISiloBuilder silo, StorageOptions options)
    {
        silo.Services.AddGrainStorage(JournalFactory.StorageName, (_, _) => new SqliteGrainStorage(options.Path));
        return silo;
    }

    private static ISiloBuilder AddMemory(this ISiloBuilder silo, StorageOptions options)
    {
        silo.Services.AddGrainStorage(JournalFactory.StorageName, (services, _) =>
        {
            var cluster = services.GetRequiredService<IOptions<ClusterOptions>>().Value;
            return MemoryGrainStorage.Named($"{cluster.ServiceId}:{Path.GetFullPath(options.Path)}");
        });
        return silo;
    }

    private static ISiloBuilder AddRedis(this ISiloBuilder silo, StorageOptions options)
    {
        var connection = ParseRedis(options.ConnectionString);
        silo.Services.AddSingleton<IStorageReach>(new RedisReach(connection, "keep the journal", $"{StorageOptions.Section}:ConnectionString"));
        return silo.AddRedisGrainStorage(JournalFactory.StorageName, redis =>
        {
            redis.ConfigurationOptions = connection;
            redis.DeleteStateOnClear = true;
            redis.GrainStorageSerializer = new JournalRecordSerializer();
        });
    }

    private static ConfigurationOptions ParseRedis(string connectionString)
    {
        try
        {
            return ConfigurationOptions.Parse(connectionString);
        }
        catch (ArgumentException)
        {
            // Neither the text nor the cause, which quotes it: there may be a password in it.
            throw new StorageRefusedException("Storage:ConnectionString is not a Redis configuration such as 'localhost:6379,password=…'.");
        }
    }
}
