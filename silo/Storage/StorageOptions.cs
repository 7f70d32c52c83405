namespace Interactions.Silo.Storage;

/// <summary>Where facts are kept. Section <c>Storage</c>.</summary>
internal sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>Default <see cref="StorageProvider.Sqlite"/>: durable with nothing to install.</summary>
    public StorageProvider Provider { get; set; } = StorageProvider.Sqlite;

    /// <summary>The folder of the SQLite data, or the name of a memory. Default <c>./data</c>, beside the working directory.</summary>
    public string Path { get; set; } = "./data";

    /// <summary>How to reach Redis, PostgreSQL or Azure Storage. No default: needed for these, refused for the others.</summary>
    public string? ConnectionString { get; set; }
}

/// <summary>The grain storages that a silo can keep its journals in.</summary>
internal enum StorageProvider
{
    Sqlite,
    Memory,
    Redis,
    Postgres,
    AzureTable,
    AzureBlob,
}
