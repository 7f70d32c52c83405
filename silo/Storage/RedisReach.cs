using System.Net;
using StackExchange.Redis;

namespace Interactions.Silo.Storage;

/// <summary>Connects to a Redis once, as those who use it will.</summary>
/// <param name="use">What it is for, such as <c>keep the journal</c>.</param>
/// <param name="option">The option that names it.</param>
internal sealed class RedisReach(ConfigurationOptions target, string use, string option) : IStorageReach
{
    public async Task Ask(CancellationToken cancellation)
    {
        var once = target.Clone();
        once.AbortOnConnectFail = true;
        try
        {
            await using var redis = await ConnectionMultiplexer.ConnectAsync(once).WaitAsync(cancellation).ConfigureAwait(false);
            await redis.GetDatabase().PingAsync().WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException)
        {
            // Only the kind of the cause: its text is long and quotes options.
            var kind = fault is RedisConnectionException { FailureType: var type } ? type.ToString() : fault.GetType().Name;
            var places = string.Join(", ", target.EndPoints.Select(Name));
            throw new StorageRefusedException(
                $"Redis at {places} cannot {use} ({kind}): start it, or correct {option}.", fault);
        }
    }

    private static string? Name(EndPoint place) => place is DnsEndPoint named ? $"{named.Host}:{named.Port}" : place.ToString();
}
