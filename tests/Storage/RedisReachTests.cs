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
        ServerProcess.Need("redis-server", "Debian package redis-server");
        string folder = ServerProcess.NewFolder("redis-loading");
        Directory.CreateDirectory(folder);
        string port = ServerProcess.FreePort().ToString(CultureInfo.InvariantCulture);
        string[] redis = ["redis-server", "--bind", "127.0.0.1", "--port", port, "--dir", folder, "--rdbcompression", "no"];
        ConfigurationOptions target = ConfigurationOptions.Parse($"127.0.0.1:{port},allowAdmin=true,{RedisStorageTests.PatientRedis}");
        await using ServerProcess first = await ServerProcess.Start(folder, "Ready to accept connections", redis);
        await using (ConnectionMultiplexer filled = await ConnectionMultiplexer.ConnectAsync(target))
        {
            await filled.GetDatabase().StringSetAsync([.. Enumerable.Range(0, 5_000)
                .Select(n => KeyValuePair.Create((RedisKey)$"key-{n}", (RedisValue)new string('x', 1_000)))]);
        }
        // It writes its file when it is asked to end.
        await first.Stop();

        // Redis' own switch for such tests: it waits 100 ms for each key, minutes in all, and answers LOADING after each of them.
        string[] slow = [.. redis, "--key-load-delay", "100000", "--loading-process-events-interval-bytes", "1024"];
        await using ServerProcess second = await ServerProcess.Start(folder, "Server initialized", slow);
        await using ConnectionMultiplexer early = await ConnectionMultiplexer.ConnectAsync(target);
        RedisServerException loading = await Assert.ThrowsAsync<RedisServerException>(() => early.GetDatabase().PingAsync());
        Assert.StartsWith("LOADING", loading.Message, StringComparison.Ordinal);
        IServer server = early.GetServers()[0];
        string? refused = await PingsRefused(server);
        Task asked = new RedisReach(target, "be reached", "an option").Ask(Cancel);
        while (await PingsRefused(server) == refused) { Assert.False(asked.IsCompleted); }
        // Once it has asked in vain, the rest is read at once.
        await server.ConfigSetAsync("key-load-delay", "0");
        await asked;
        await using ConnectionMultiplexer ready = await ConnectionMultiplexer.ConnectAsync(target);
        Assert.Equal(1_000, await ready.GetDatabase().StringLengthAsync("key-4999"));
    }

    /// <summary>What Redis says of the pings that it has refused.</summary>
    private static async Task<string?> PingsRefused(IServer server) => (await server.InfoAsync("commandstats"))
        .SelectMany(section => section).FirstOrDefault(line => line.Key == "cmdstat_ping").Value;
}
