using Interactions.Tests.Servers;
using Xunit;

[assembly: AssemblyFixture(typeof(RedisServer))]

namespace Interactions.Tests.Servers;

/// <summary>One Redis for all tests that ask for it, started by the first of them; keeps what it acknowledges.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private readonly SemaphoreSlim _starting = new(1);
    private ServerProcess? _server;
    private string? _connectionString;

    /// <summary>How to reach it. Skips the test where Redis is not installed.</summary>
    public async Task<string> ConnectionString()
    {
        ServerProcess.Need("redis-server", "Debian package redis-server");
        await _starting.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            return _connectionString ??= await Start();
        }
        finally
        {
            _starting.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _starting.Dispose();
    }

    private async Task<string> Start()
    {
        var port = ServerProcess.FreePort();
        var folder = ServerProcess.NewFolder("redis");
        Directory.CreateDirectory(folder);
        string[] durability = ["--save", "", "--appendonly", "yes", "--appendfsync", "always"];
        _server = await ServerProcess.Start(
            folder, "Ready to accept connections", ["redis-server", "--bind", "127.0.0.1", "--port", $"{port}", "--dir", folder, .. durability]);
        return $"127.0.0.1:{port}";
    }
}
