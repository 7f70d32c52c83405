using Microsoft.Data.Sqlite;

namespace Interactions.Silo.Storage;

/// <summary>
/// The file and its tables. Records are inserted into one of two <c>fresh</c> tables, in order of arrival, and move to
/// <c>record</c>, in order of grain, in bulk. A thousand grains that write at once would touch a thousand pages of
/// <c>record</c> in each transaction; this way they touch a few dozen, and a page of <c>record</c> takes many rows at once.
/// </summary>
/// <remarks>
/// The order of grain is an index beside the rows. Without row ids (version 1) each comparison of a search copied the whole record that it met when that
/// was longer than a kilobyte: half of the writer's CPU in an episode with 3,000 comments a second.
/// </remarks>
internal static class SqliteDatabase
{
    private const int SchemaVersion = 2;
    private const string FileName = "journal.db";

    /// <summary>
    /// A reader that meets the log's header while it changes takes the writer's lock for a moment, and a writer that begins just then is told "busy". Waiting is
    /// all that it needs; a backup program may hold the lock for longer.
    /// </summary>
    private const int BusyTimeoutMs = 5_000;

    /// <summary>Opens the file for its only writer, makes the tables, and moves what a previous process left in the fresh ones.</summary>
    /// <exception cref="StorageRefusedException">The file is not ours, or of a newer version.</exception>
    public static SqliteConnection OpenToWrite(string folder, SqliteTuning tuning)
    {
        var connection = Open(folder, SqliteOpenMode.ReadWriteCreate, tuning.Vfs);
        try
        {
            Execute(connection, "PRAGMA page_size=4096; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL");
            Execute(connection, $"PRAGMA wal_autocheckpoint={tuning.WalPages}; PRAGMA cache_size=-32768");
            Execute(connection, $"BEGIN IMMEDIATE; {Upgrade(VersionOf(connection, folder))} {Schema}; COMMIT");
            if (tuning.PagesMax is { } pagesMax)
            {
                Execute(connection, $"PRAGMA max_page_count={pagesMax}");
            }

            return connection;
        }
        catch (SqliteException fault)
        {
            connection.Dispose();
            throw new StorageRefusedException($"The database '{Path.Combine(folder, FileName)}' cannot be used: {fault.Message}", fault);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public static SqliteConnection OpenToRead(string folder) => Open(folder, SqliteOpenMode.ReadOnly, vfs: null);

    private static void Execute(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    private static SqliteConnection Open(string folder, SqliteOpenMode mode, string? vfs)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(folder, FileName),
            Mode = mode,
            Pooling = false,
            Vfs = vfs,
        }.ToString());
        connection.Open();
        Execute(connection, $"PRAGMA busy_timeout={BusyTimeoutMs}");
        return connection;
    }

    private static long VersionOf(SqliteConnection connection, string folder)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        var found = (long)command.ExecuteScalar()!;
        return found is >= 0 and <= SchemaVersion ? found : throw new StorageRefusedException(
            $"The database '{Path.Combine(folder, FileName)}' has version {found}, but this program knows versions up to {SchemaVersion} only.");
    }

    private static string Upgrade(long version) => version == 1
        ? $"ALTER TABLE record RENAME TO record1; {Record}; INSERT INTO record SELECT * FROM record1; DROP TABLE record1;"
        : "";

    private const string Record =
        "CREATE TABLE IF NOT EXISTS record (grain TEXT NOT NULL, name TEXT NOT NULL, version INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (grain, name))";

    private static readonly string Schema = $"""
        {Record};
        CREATE TABLE IF NOT EXISTS fresh0 (id INTEGER PRIMARY KEY, grain TEXT NOT NULL, name TEXT NOT NULL, data BLOB NOT NULL);
        CREATE TABLE IF NOT EXISTS fresh1 (id INTEGER PRIMARY KEY, grain TEXT NOT NULL, name TEXT NOT NULL, data BLOB NOT NULL);
        INSERT OR REPLACE INTO record SELECT grain, name, 1, data FROM fresh0 ORDER BY grain, name;
        INSERT OR REPLACE INTO record SELECT grain, name, 1, data FROM fresh1 ORDER BY grain, name;
        DELETE FROM fresh0;
        DELETE FROM fresh1;
        PRAGMA user_version={SchemaVersion}
        """;
}
