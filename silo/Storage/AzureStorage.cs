#if AZURE_STORAGE
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Interactions.Silo.Journal;
#endif

namespace Interactions.Silo.Storage;

/// <summary>Azure Storage, in builds that ask for it: <c>dotnet build -p:AzureStorage=true</c>.</summary>
internal static class AzureStorage
{
    private const string Name = "interactions";

#if AZURE_STORAGE
    public static ISiloBuilder AddAzure(this ISiloBuilder silo, StorageOptions options) => options.Provider == StorageProvider.AzureTable
        ? silo.AddAzureTableGrainStorage(JournalFactory.StorageName, table =>
        {
            table.TableServiceClient = new TableServiceClient(options.ConnectionString);
            table.TableName = Name;
            table.DeleteStateOnClear = true;
            table.GrainStorageSerializer = new JournalRecordSerializer();
        })
        : silo.AddAzureBlobGrainStorage(JournalFactory.StorageName, blob =>
        {
            blob.BlobServiceClient = new BlobServiceClient(options.ConnectionString);
            blob.ContainerName = Name;
            blob.DeleteStateOnClear = true;
            blob.GrainStorageSerializer = new JournalRecordSerializer();
        });
#else
    public static ISiloBuilder AddAzure(this ISiloBuilder silo, StorageOptions options) => throw new StorageRefusedException(
        $"Storage:Provider={options.Provider} is not in this build: build it with -p:AzureStorage=true.");
#endif
}
