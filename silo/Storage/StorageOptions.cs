using Interactions.Silo.Operations;

namespace Interactions.Silo.Storage;

/// <summary>Where facts are kept. Section <c>Storage</c>.</summary>
internal sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>Default <see cref="StorageProvider.Sqlite"/>: durable with nothing to install.</summary>
    public StorageProvider Provider { get; private init; } = StorageProvider.Sqlite;

    /// <summary>The folder of the SQLite data, or the name of a memory. Default <c>./data</c>, in the working directory.</summary>
    public string Path { get; private init; } = "./data";

    /// <summary>How to reach Redis, PostgreSQL or Azure Storage. No default: needed for these, refused for the others.</summary>
    public string ConnectionString { get; private init; } = "";

    /// <summary>Reads and checks the section.</summary>
    /// <exception cref="StorageRefusedException">An option is wrong; the message names it and what it may be.</exception>
    public static StorageOptions From(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        if (OptionNames.FindUnknown(section, typeof(StorageOptions)).FirstOrDefault() is { } unknown) { throw new StorageRefusedException(unknown); }
        var given = section[nameof(Provider)];
        if (!Enum.TryParse<StorageProvider>(given ?? nameof(StorageProvider.Sqlite), ignoreCase: true, out var provider)
            || !Enum.IsDefined(provider) || char.IsAsciiDigit(given?[0] ?? 'S'))
        {
            throw new StorageRefusedException(
                $"Storage:Provider must be one of {string.Join(", ", Enum.GetNames<StorageProvider>())}, not '{given}'.");
        }

        var options = new StorageOptions
        {
            Provider = provider,
            Path = section[nameof(Path)] ?? "./data",
            ConnectionString = section[nameof(ConnectionString)] ?? "",
        };
        return options.Fault() is { } fault ? throw new StorageRefusedException(fault) : options;
    }

    private string? Fault()
    {
        var embedded = Provider is StorageProvider.Sqlite or StorageProvider.Memory;
        return embedded switch
        {
            true when string.IsNullOrWhiteSpace(Path) => $"Storage:Path must name a folder when Storage:Provider is {Provider}.",
            true when ConnectionString.Length > 0 =>
                $"Storage:ConnectionString is set, but Storage:Provider is {Provider}, which takes none: is another provider meant?",
            false when string.IsNullOrWhiteSpace(ConnectionString) => $"Storage:ConnectionString must be set when Storage:Provider is {Provider}.",
            _ => null,
        };
    }
}

/// <summary>The grain storages that a silo can keep its journals in.</summary>
internal enum StorageProvider
{
    /// <summary>A file in <c>Storage:Path</c>. One process.</summary>
    Sqlite,

    /// <summary>The memory of this process, for tests and tries.</summary>
    Memory,

    /// <summary>As durable as its append-only file is: <c>appendfsync always</c> keeps every acknowledged fact.</summary>
    Redis,

    /// <summary>PostgreSQL through Orleans' ADO.NET provider, with our own schema.</summary>
    Postgres,

    /// <summary>Only in a build with <c>-p:AzureStorage=true</c>.</summary>
    AzureTable,

    /// <summary>Only in a build with <c>-p:AzureStorage=true</c>.</summary>
    AzureBlob,
}
