using Microsoft.Data.Sqlite;

namespace Interactions.Silo.Storage;

/// <summary>The writer's statements: what a write does to the tables, and the transaction around many of them.</summary>
internal sealed class SqliteTables(SqliteConnection connection, FreshRecords fresh) : IDisposable
{
    /// <summary>A larger record fills pages of its own wherever it lies; moving it would only write it twice.</summary>
    private const int FreshBytesMax = 8 * 1024;

    private readonly SqliteStatement _begin = new(connection, "BEGIN IMMEDIATE");
    private readonly SqliteStatement _commit = new(connection, "COMMIT");
    private readonly SqliteStatement _rollBack = new(connection, "ROLLBACK");
    private readonly SqliteStatement _find = new(connection, "SELECT 1 FROM record WHERE grain = ? AND name = ?");
    private readonly SqliteStatement _insert = new(connection, "INSERT INTO record VALUES (?, ?, 1, ?) ON CONFLICT DO NOTHING");
    private readonly SqliteStatement _put = new(connection, "INSERT OR REPLACE INTO record VALUES (?, ?, ?, ?)");
    private readonly SqliteStatement _update = new(
        connection, "UPDATE record SET version = version + 1, data = ? WHERE grain = ? AND name = ? AND version = ?");

    private readonly SqliteStatement _delete = new(connection, "DELETE FROM record WHERE grain = ? AND name = ? AND version = ?");
    private readonly SqliteStatement[] _freshInsert = Both(connection, table => $"INSERT INTO {table} VALUES (?, ?, ?, ?)");
    private readonly SqliteStatement[] _freshDelete = Both(connection, table => $"DELETE FROM {table} WHERE id = ?");
    private readonly SqliteStatement[] _freshEmpty = Both(connection, table => $"DELETE FROM {table}");
    private readonly SqliteStatement[] _freshMove = Both(
        connection, table => $"INSERT OR REPLACE INTO record SELECT grain, name, 1, data FROM {table} WHERE id = ?");

    public void Begin() => _begin.Run();

    public void Commit() => _commit.Run();

    public void RollBack() => _rollBack.Run();

    /// <returns>The new version; 0 after clearing; null if the write does not fit what is there.</returns>
    public long? Apply(SqliteWrite write) => write switch
    {
        { Version: null, Bytes: not null } => Insert(write.Key, write.Bytes),
        { Version: not null, Bytes: not null } => Replace(write.Key, write.Bytes, write.Version.Value),
        { Version: not null } => Clear(write.Key, write.Version.Value),
        _ => null,
    };

    /// <summary>Moves some rows out of the fresh table that is being emptied.</summary>
    public void Move(int rows)
    {
        for (; rows > 0 && fresh.TryMove(out var id); rows--)
        {
            _freshMove[fresh.Moving].Bind(id.Value).Run();
        }
    }

    public void EmptyMoved() => _freshEmpty[fresh.Moving].Run();

    public void Dispose()
    {
        SqliteStatement[] all =
            [_begin, _commit, _rollBack, _find, _insert, _put, _update, _delete, .. _freshInsert, .. _freshDelete, .. _freshEmpty, .. _freshMove];
        Array.ForEach(all, statement => statement.Dispose());
    }

    private long? Insert(RecordKey key, byte[] bytes)
    {
        if (fresh.TryLocate(key, out _))
        {
            return null;
        }

        if (bytes.Length > FreshBytesMax || !fresh.Takes(key))
        {
            return _insert.Bind(key).Bind(bytes).Run() == 1 ? 1 : null;
        }

        if (_find.Bind(key).Exists())
        {
            return null;
        }

        _freshInsert[fresh.Filling].Bind(fresh.Add(key)).Bind(key).Bind(bytes).Run();
        return 1;
    }

    private long? Replace(RecordKey key, byte[] bytes, long version)
    {
        if (!fresh.TryLocate(key, out var place))
        {
            return _update.Bind(bytes).Bind(key).Bind(version).Run() == 1 ? version + 1 : null;
        }

        if (version != 1)
        {
            return null;
        }

        _freshDelete[place.Table].Bind(place.Id).Run();
        _put.Bind(key).Bind(version + 1).Bind(bytes).Run();
        fresh.Remove(key);
        return version + 1;
    }

    private long? Clear(RecordKey key, long version)
    {
        if (!fresh.TryLocate(key, out var place))
        {
            return _delete.Bind(key).Bind(version).Run() == 1 ? 0 : null;
        }

        if (version != 1)
        {
            return null;
        }

        // A row that is being moved has a twin with the same version.
        _freshDelete[place.Table].Bind(place.Id).Run();
        _delete.Bind(key).Bind(version).Run();
        fresh.Remove(key);
        return 0;
    }

    private static SqliteStatement[] Both(SqliteConnection connection, Func<string, string> text) =>
        [new(connection, text("fresh0")), new(connection, text("fresh1"))];
}
