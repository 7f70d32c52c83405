using Interactions.Tests.Servers;
using Xunit;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Interactions.Tests.Servers;

/// <summary>One PostgreSQL for all tests that ask for it, started by the first of them.</summary>
public sealed class PostgresServer() : SharedServer(Binary("postgres"), "Debian package postgresql")
{
    // Debian keeps the server's binaries out of the path, one folder for each version.
    private static string Binary(string name)
    {
        const string Versions = "/usr/lib/postgresql";
        var newest = Directory.Exists(Versions) ? Directory.GetDirectories(Versions).Max(StringComparer.Ordinal) : null;
        return newest is null ? name : Path.Combine(newest, "bin", name);
    }

    private protected override async Task<(ServerProcess Server, string ConnectionString)> Start()
    {
        var port = ServerProcess.FreePort();
        var folder = ServerProcess.NewFolder("postgres");

        // PostgreSQL refuses to run as root. setpriv replaces itself by the server, so the process id is the server's.
        string[] user = Environment.UserName == "root" ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : [];
        await ServerProcess.Run([.. user, Binary("initdb"), "--pgdata", folder, "--username", "postgres", "--auth", "trust", "--no-sync"]);
        var server = await ServerProcess.Start(
            folder,
            "database system is ready to accept connections",
            [.. user, Binary("postgres"), "-D", folder, "-h", "127.0.0.1", "-p", $"{port}", "-k", folder]);
        return (server, $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres");
    }
}
