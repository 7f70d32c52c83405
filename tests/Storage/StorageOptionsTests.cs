using Interactions.Silo.Storage;
using Xunit;

namespace Interactions.Tests.Storage;

public sealed class StorageOptionsTests
{
    [Theory]
    [InlineData("Oracle", null, null, "Storage:Provider must be one of Sqlite, Memory, Redis, Postgres, AzureTable, AzureBlob, not 'Oracle'.")]
    [InlineData("3", null, null, "Storage:Provider must be one of Sqlite, Memory, Redis, Postgres, AzureTable, AzureBlob, not '3'.")]
    [InlineData("Sqlite", " ", null, "Storage:Path must name a folder when Storage:Provider is Sqlite.")]
    [InlineData("Redis", null, null, "Storage:ConnectionString must be set when Storage:Provider is Redis.")]
    [InlineData(
        "Sqlite",
        "./data",
        "localhost",
        "Storage:ConnectionString is set, but Storage:Provider is Sqlite, which takes none: is another provider meant?")]
    [InlineData(
        "Postgres",
        null,
        "Host=x;Password=secret;Nonsense=1",
        "Storage:ConnectionString is not a PostgreSQL connection string such as 'Host=localhost;Username=…;Password=…;Database=…'.")]
    public void A_wrong_option_stops_the_start_with_its_name_and_what_it_may_be(string provider, string? path, string? connection, string line)
    {
        var refusal = Assert.Throws<StorageRefusedException>(() => StorageSilo.Build(provider, path, connection));
        Assert.Equal(line, refusal.Message);
    }

    [Theory]
    [InlineData("AzureTable")]
    [InlineData("AzureBlob")]
    public void Azure_in_a_build_without_it_stops_the_start_and_names_the_flag(string provider)
    {
        var refusal = Assert.Throws<StorageRefusedException>(() => StorageSilo.Build(provider, connectionString: "UseDevelopmentStorage=true"));
        Assert.Equal($"Storage:Provider={provider} is not in this build: build it with -p:AzureStorage=true.", refusal.Message);
    }

    [Fact]
    public async Task A_folder_in_use_stops_the_start_of_a_silo()
    {
        var folder = Servers.ServerProcess.NewFolder("sqlite");
        using (new SqliteGrainStorage(folder))
        {
            using var host = StorageSilo.Build("Sqlite", folder);
            var refusal = await Assert.ThrowsAsync<StorageRefusedException>(() => host.StartAsync(TestContext.Current.CancellationToken));
            Assert.Contains("in use by another process", refusal.Message, StringComparison.Ordinal);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_database_that_cannot_be_reached_stops_the_start_and_keeps_its_password_to_itself()
    {
        var port = Servers.ServerProcess.FreePort();
        using var host = StorageSilo.Build("Postgres", connectionString: $"Host=127.0.0.1;Port={port};Username=u;Password=secret;Database=d");
        var refusal = await Assert.ThrowsAsync<StorageRefusedException>(() => host.StartAsync(TestContext.Current.CancellationToken));
        Assert.StartsWith($"PostgreSQL at 127.0.0.1:{port} cannot keep the journal:", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refusal.ToString(), StringComparison.Ordinal);
    }
}
