using Interactions.Silo.Journal;
using Npgsql;
using Orleans.Runtime.Hosting;
using Orleans.Storage;

namespace Interactions.Silo.Storage;

/// <summary>PostgreSQL: Orleans' ADO.NET provider with our schema under it and whole grain ids passed to it.</summary>
internal static class PostgresStorage
{
    private const string ProviderName = "journal-postgres";
    private const string Schema = "interactions";

    public static ISiloBuilder AddPostgres(this ISiloBuilder silo, StorageOptions options)
    {
        var connection = Parse(options.ConnectionString);
        connection.SearchPath = Schema;
        PostgresSchema schema = new(connection);
        silo.Services.AddSingleton<IStorageReach>(schema);
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(schema);
        silo.AddAdoNetGrainStorage(ProviderName, ado =>
        {
            ado.Invariant = "Npgsql";
            ado.ConnectionString = connection.ConnectionString;
            ado.DeleteStateOnClear = true;
            ado.GrainStorageSerializer = new JournalRecordSerializer();
        });
        silo.Services.AddGrainStorage(JournalFactory.StorageName, (services, _) =>
            new WholeKeyGrainStorage(services.GetRequiredKeyedService<IGrainStorage>(ProviderName)));
        return silo;
    }

    private static NpgsqlConnectionStringBuilder Parse(string connectionString)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connectionString);
        }
        catch (ArgumentException)
        {
            // Neither the text nor the cause, which may quote it: there may be a password in it.
            throw new StorageRefusedException(
                "Storage:ConnectionString is not a PostgreSQL connection string such as 'Host=localhost;Username=…;Password=…;Database=…'.");
        }
    }
}
