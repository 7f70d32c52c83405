using Interactions.Tests.Servers;
using Xunit;

[assembly: AssemblyFixture(typeof(RedisServer))]

namespace Interactions.Tests.Servers;

/// <summary>One Redis for all tests that ask for it, started by the first of them; keeps what it acknowledges.</summary>
public sealed class RedisServer() : SharedServer("redis-server", "Debian package redis-server")
{
    private protected override async Task<(ServerProcess Server, string ConnectionString)> Start()
    {
        var port = ServerProcess.FreePort();
        var folder = ServerProcess.NewFolder("redis");
        Directory.CreateDirectory(folder);
        string[] durability = ["--save", "", "--appendonly", "yes", "--appendfsync", "always"];
        var server = await ServerProcess.Start(
            folder, "Ready to accept connections", ["redis-server", "--bind", "127.0.0.1", "--port", $"{port}", "--dir", folder, .. durability]);
        return (server, $"127.0.0.1:{port}");
    }
}
