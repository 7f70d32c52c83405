using Interactions.Tests.Servers;
using Microsoft.Extensions.Hosting;

namespace Interactions.Tests.Storage;

public sealed class MemoryStorageTests : StorageContract
{
    private protected override Task<IHost> Build() => Task.FromResult(StorageSilo.Build("Memory", path: $"memory-{Guid.NewGuid():N}"));
}

public sealed class SqliteStorageTests : StorageContract
{
    private readonly string _folder = ServerProcess.NewFolder("sqlite");

    private protected override Task<IHost> Build() => Task.FromResult(StorageSilo.Build("Sqlite", path: _folder));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}

public sealed class RedisStorageTests(RedisServer redis) : StorageContract
{
    /// <summary>A machine that stalls for longer than the usual five seconds says nothing of the storage.</summary>
    internal const string PatientRedis = "connectTimeout=120000,asyncTimeout=120000,syncTimeout=120000";

    private protected override async Task<IHost> Build() =>
        StorageSilo.Build("Redis", connectionString: $"{await redis.ConnectionString()},{PatientRedis}", service: Guid.NewGuid().ToString("N"));
}

public sealed class PostgresStorageTests(PostgresServer postgres) : StorageContract
{
    private const string Patient = "Timeout=120;Command Timeout=120";

    private protected override async Task<IHost> Build() =>
        StorageSilo.Build("Postgres", connectionString: $"{await postgres.ConnectionString()};{Patient}", service: Guid.NewGuid().ToString("N"));
}
