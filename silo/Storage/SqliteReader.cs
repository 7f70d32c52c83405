using Microsoft.Data.Sqlite;

namespace Interactions.Silo.Storage;

/// <summary>A connection that reads; sees what is committed, never waits for the writer.</summary>
internal sealed class SqliteReader(SqliteConnection connection, FreshRecords fresh) : IDisposable
{
    private readonly SqliteStatement _record = new(connection, "SELECT data, version FROM record WHERE grain = ? AND name = ?");
    private readonly SqliteStatement[] _fresh =
    [
        new(connection, "SELECT data, 1 FROM fresh0 WHERE id = ?"),
        new(connection, "SELECT data, 1 FROM fresh1 WHERE id = ?"),
    ];

    /// <returns>The record and its version, or nulls.</returns>
    public (byte[]? Bytes, long? Version) Read(RecordKey key)
    {
        // A place can be out of date in one direction only: the row has moved to the other table, or is not committed yet.
        if (fresh.TryFind(key, out var place))
        {
            var found = _fresh[place.Table].Bind(place.Id).First();
            if (found.Bytes is not null)
            {
                return found;
            }
        }

        return _record.Bind(key).First();
    }

    public void Dispose()
    {
        _record.Dispose();
        Array.ForEach(_fresh, statement => statement.Dispose());
        connection.Dispose();
    }
}
