using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Interactions.Silo.Storage;

/// <summary>
/// A prepared statement: bind the parameters in their order, then run. Goes below ADO.NET, whose objects per execution cost
/// more than an insert does.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private const int TextBytesMax = 512;
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private int _bound;

    public SqliteStatement(SqliteConnection connection, string text)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v3(_database, text, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    public SqliteStatement Bind(RecordKey key) => Bind(key.Grain).Bind(key.Name);

    public SqliteStatement Bind(string value)
    {
        Span<byte> buffer = stackalloc byte[TextBytesMax];
        var text = Encoding.UTF8.TryGetBytes(value, buffer, out var length) ? buffer[..length] : Encoding.UTF8.GetBytes(value);
        Check(raw.sqlite3_bind_text(_statement, ++_bound, text));
        return this;
    }

    public SqliteStatement Bind(long value)
    {
        Check(raw.sqlite3_bind_int64(_statement, ++_bound, value));
        return this;
    }

    public SqliteStatement Bind(byte[] value)
    {
        Check(raw.sqlite3_bind_blob(_statement, ++_bound, value));
        return this;
    }

    /// <summary>Runs a statement that answers no rows.</summary>
    /// <returns>How many rows changed.</returns>
    public int Run()
    {
        Step();
        Reset();
        return raw.sqlite3_changes(_database);
    }

    /// <returns>Whether there is a row.</returns>
    public bool Exists()
    {
        var exists = Step();
        Reset();
        return exists;
    }

    /// <returns>The first row, a blob and a number; nulls if there is none.</returns>
    public (byte[]? Bytes, long? Version) First()
    {
        var found = Step() ? (raw.sqlite3_column_blob(_statement, 0).ToArray(), raw.sqlite3_column_int64(_statement, 1)) : default((byte[]?, long?));
        Reset();
        return found;
    }

    public void Dispose() => _statement.Dispose();

    private bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result is not raw.SQLITE_ROW and not raw.SQLITE_DONE)
        {
            var fault = Fault(result);
            Reset();
            throw fault;
        }

        return result == raw.SQLITE_ROW;
    }

    private void Reset()
    {
        // It repeats the error of the step, which is already reported.
        _ = raw.sqlite3_reset(_statement);
        _bound = 0;
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            throw Fault(result);
        }
    }

    private SqliteException Fault(int result) => new(raw.sqlite3_errmsg(_database).utf8_to_string(), result);
}
