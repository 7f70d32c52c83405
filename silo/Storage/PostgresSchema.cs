using Npgsql;

namespace Interactions.Silo.Storage;

/// <summary>Applies <c>postgres.sql</c> before the storage provider looks for its statements.</summary>
internal sealed class PostgresSchema(NpgsqlConnectionStringBuilder target) : ILifecycleParticipant<ISiloLifecycle>, IStorageReach
{
    private const string Script = "Interactions.Silo.Storage.postgres.sql";

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(PostgresSchema), ServiceLifecycleStage.RuntimeStorageServices, Apply);

    public Task Ask(CancellationToken cancellation) => Apply(cancellation);

    /// <exception cref="StorageRefusedException">The database cannot be reached, or refuses the script.</exception>
    public async Task Apply(CancellationToken cancellation)
    {
        using var script = new StreamReader(typeof(PostgresSchema).Assembly.GetManifestResourceStream(Script)!);
        try
        {
            await using var connection = new NpgsqlConnection(target.ConnectionString);
            await connection.OpenAsync(cancellation).ConfigureAwait(false);

            // Several silos may start at once; the script begins with a lock that lasts as long as the transaction.
            await using var transaction = await connection.BeginTransactionAsync(cancellation).ConfigureAwait(false);
            await using var command = new NpgsqlCommand(await script.ReadToEndAsync(cancellation).ConfigureAwait(false), connection, transaction);
            await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
            await transaction.CommitAsync(cancellation).ConfigureAwait(false);
        }
        catch (NpgsqlException fault)
        {
            throw new StorageRefusedException($"PostgreSQL at {target.Host}:{target.Port} cannot keep the journal: {fault.Message}. Start it, or correct Storage:ConnectionString.", fault);
        }
    }
}
