using System.Net;
using StackExchange.Redis;

namespace Interactions.Silo.Storage;

/// <summary>Connects to a Redis once, as those who use it will.</summary>
/// <param name="use">What it is for, such as <c>keep the journal</c>.</param>
/// <param name="option">The option that names it.</param>
internal sealed class RedisReach(ConfigurationOptions target, string use, string option) : IStorageReach
{
    /// <summary>Long enough to load some GB: a Redis that was restarted with us is not ready before it has read its file.</summary>
    private static readonly TimeSpan LoadingMax = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LoadingPause = TimeSpan.FromMilliseconds(100);

    public async Task Ask(CancellationToken cancellation)
    {
        var once = target.Clone();
        once.AbortOnConnectFail = true;
        try
        {
            await using var redis = await ConnectionMultiplexer.ConnectAsync(once).WaitAsync(cancellation).ConfigureAwait(false);
            await Loaded(redis.GetDatabase(), cancellation).ConfigureAwait(false);
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

    private static async Task Loaded(IDatabase redis, CancellationToken cancellation)
    {
        long began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                await redis.PingAsync().WaitAsync(cancellation).ConfigureAwait(false);
                return;
            }
            catch (RedisServerException fault) when (IsLoading(fault) && TimeProvider.System.GetElapsedTime(began) < LoadingMax)
            {
                await Task.Delay(LoadingPause, TimeProvider.System, cancellation).ConfigureAwait(false);
            }
        }
    }

    private static bool IsLoading(RedisServerException fault) => fault.Message.StartsWith("LOADING", StringComparison.Ordinal);

    private static string? Name(EndPoint place) => place is DnsEndPoint named ? $"{named.Host}:{named.Port}" : place.ToString();
}
