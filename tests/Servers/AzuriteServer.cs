using Interactions.Tests.Servers;
using Xunit;

[assembly: AssemblyFixture(typeof(AzuriteServer))]

namespace Interactions.Tests.Servers;

/// <summary>
/// One Azurite, Microsoft's emulator of Azure Storage (npm package <c>azurite</c>), for all tests that ask for it. It acknowledges before it persists: it shows
/// that the provider is used rightly, and says nothing of durability.
/// </summary>
public sealed class AzuriteServer : IAsyncDisposable
{
    // The emulator's account is the same everywhere, and published.
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private readonly SemaphoreSlim _starting = new(1);
    private ServerProcess? _server;
    private string? _connectionString;

    /// <summary>How to reach its tables and blobs. Skips the test where Azurite is not installed.</summary>
    public async Task<string> ConnectionString()
    {
        ServerProcess.Need("azurite", "npm package azurite");
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
        var (blobs, queues, tables) = (ServerProcess.FreePort(), ServerProcess.FreePort(), ServerProcess.FreePort());
        var folder = ServerProcess.NewFolder("azurite");
        string[] ports = ["--blobPort", $"{blobs}", "--queuePort", $"{queues}", "--tablePort", $"{tables}"];
        _server = await ServerProcess.Start(
            folder,
            "Table service is successfully listening",
            ["azurite", .. ports, "--location", folder, "--skipApiVersionCheck", "--disableTelemetry"]);
        return $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};"
            + $"BlobEndpoint=http://127.0.0.1:{blobs}/{Account};TableEndpoint=http://127.0.0.1:{tables}/{Account}";
    }
}
