using Interactions.Tests.Servers;
using Microsoft.Extensions.Hosting;

namespace Interactions.Tests.Storage;

public sealed class AzureTableStorageTests(AzuriteServer azurite) : StorageContract
{
    private protected override async Task<IHost> Build() =>
        StorageSilo.Build("AzureTable", connectionString: await azurite.ConnectionString(), service: Guid.NewGuid().ToString("N"));
}

public sealed class AzureBlobStorageTests(AzuriteServer azurite) : StorageContract
{
    private protected override async Task<IHost> Build() =>
        StorageSilo.Build("AzureBlob", connectionString: await azurite.ConnectionString(), service: Guid.NewGuid().ToString("N"));
}
