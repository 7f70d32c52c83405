using Interactions.Silo.Storage;

namespace Interactions.Silo.Cluster;

/// <summary>Lets a start that cannot reach the Redis of the membership end with one line, in silos and gateways alike.</summary>
public static class ClusterReach
{
    public static void AddClusterReach(this IServiceCollection services, ClusterOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        services.AddSingleton<IStorageReach>(
            new RedisReach(options.ToRedis(), "tell who is in the cluster", $"{ClusterOptions.Section}:{nameof(ClusterOptions.ConnectionString)}"));
    }
}
