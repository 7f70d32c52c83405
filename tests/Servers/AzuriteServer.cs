using Interactions.Tests.Servers;
using Xunit;

[assembly: AssemblyFixture(typeof(AzuriteServer))]

namespace Interactions.Tests.Servers;

/// <summary>
/// One Azurite, Microsoft's emulator of Azure Storage (npm package <c>azurite</c>), for all tests that ask for it. It acknowledges before it persists: it shows
/// that the provider is used rightly, and says nothing of durability.
/// </summary>
public sealed class AzuriteServer() : SharedServer("azurite", "npm package azurite")
{
    // The emulator's account is the same everywhere, and published.
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private protected override async Task<(ServerProcess Server, string ConnectionString)> Start()
    {
        var (blobs, queues, tables) = (ServerProcess.FreePort(), ServerProcess.FreePort(), ServerProcess.FreePort());
        var folder = ServerProcess.NewFolder("azurite");
        string[] ports = ["--blobPort", $"{blobs}", "--queuePort", $"{queues}", "--tablePort", $"{tables}"];
        var server = await ServerProcess.Start(
            folder,
            "Table service is successfully listening",
            ["azurite", .. ports, "--location", folder, "--skipApiVersionCheck", "--disableTelemetry"]);
        var connectionString = $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};"
            + $"BlobEndpoint=http://127.0.0.1:{blobs}/{Account};TableEndpoint=http://127.0.0.1:{tables}/{Account}";
        return (server, connectionString);
    }
}
