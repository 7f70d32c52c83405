using System.Globalization;
using Interactions.Silo.Storage;
using Interactions.Tests.Servers;
using StackExchange.Redis;
using Xunit;

namespace Interactions.Tests.Storage;

/// <summary>A silo that starts together with its Redis.</summary>
public sealed class RedisReachTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_Redis_that_still_reads_its_file_is_waited_for()
    {
        ServerProcess.Need("redis-server", "redis-server");
        string folder = ServerProcess.NewFolder("redis-loading");
        Directory.CreateDirectory(folder);
        string port = ServerProcess.FreePort().ToString(CultureInfo.InvariantCulture);
        string[] redis = ["redis-server", "--bind", "127.0.0.1", "--port", port, "--dir", folder];
        ConfigurationOptions target = ConfigurationOptions.Parse($"127.0.0.1:{port}");
        await using ServerProcess first = await ServerProcess.Start(folder, "Ready to accept connections", redis);
        await using (ConnectionMultiplexer filled = await ConnectionMultiplexer.ConnectAsync(target))
        {
            await filled.GetDatabase().StringSetAsync([.. Enumerable.Range(0, 5_000)
                .Select(n => KeyValuePair.Create((RedisKey)$"key-{n}", (RedisValue)new string('x', 1_000)))]);
        }
        // It writes its file when it is asked to end.
        await first.Stop();

        // Redis' own switch for such tests: it waits 1 ms for each key, and answers LOADING meanwhile.
        string[] slow = [.. redis, "--key-load-delay", "1000", "--loading-process-events-interval-bytes", "1024"];
        await using ServerProcess second = await ServerProcess.Start(folder, "Server initialized", slow);
        await using (ConnectionMultiplexer early = await ConnectionMultiplexer.ConnectAsync(target))
        {
            RedisServerException loading = await Assert.ThrowsAsync<RedisServerException>(() => early.GetDatabase().PingAsync());
            Assert.StartsWith("LOADING", loading.Message, StringComparison.Ordinal);
        }
        await new RedisReach(target, "be reached", "an option").Ask(Cancel);
        await using ConnectionMultiplexer ready = await ConnectionMultiplexer.ConnectAsync(target);
        Assert.Equal(1_000, await ready.GetDatabase().StringLengthAsync("key-4999"));
    }
}
