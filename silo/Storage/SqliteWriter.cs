using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Interactions.Silo.Storage;

/// <summary>The only thread that writes: commits whatever waits as one transaction, and waits a little for more, so a thousand grains share one fsync.</summary>
internal sealed class SqliteWriter : IDisposable
{
    private const int WaitingMax = 8_192;
    private const int TransactionWritesMax = 4_096;
    private const int TransactionBytesMax = 16 * 1024 * 1024;

    /// <summary>Rows moved beside a small transaction: a fraction of a millisecond.</summary>
    private const int MoveMin = 64;

    private readonly Channel<SqliteWrite> _waiting = Channel.CreateBounded<SqliteWrite>(
        new BoundedChannelOptions(WaitingMax) { SingleReader = true });

    private readonly SharedCommits _sharing = new();
    private readonly ManualResetEventSlim _closing = new(initialState: false, spinCount: 0);
    private readonly FreshRecords _fresh;
    private readonly SqliteConnection _connection;
    private readonly SqliteTables _tables;
    private readonly Thread _thread;

    public SqliteWriter(SqliteConnection connection, FreshRecords fresh)
    {
        (_connection, _fresh) = (connection, fresh);
        _tables = new SqliteTables(connection, fresh);

        // A thread of its own: a task started here could run on, and block, the scheduler of the activation that happens to construct us.
        _thread = new Thread(Run) { IsBackground = true, Name = "SQLite writer" };
        _thread.UnsafeStart();
    }

    /// <summary>Waits for a place in the queue and then for the commit.</summary>
    /// <returns>The new version; 0 after clearing; null on a conflict.</returns>
    public async Task<long?> Write(SqliteWrite write)
    {
        await _waiting.Writer.WriteAsync(write).ConfigureAwait(false);
        return await write.Done.ConfigureAwait(false);
    }

    /// <summary>Commits what waits, then closes the file. Later writes fail.</summary>
    public void Dispose()
    {
        _waiting.Writer.TryComplete();
        _closing.Set();
        _thread.Join();
        _closing.Dispose();
        _tables.Dispose();
        _connection.Dispose();
    }

    private static TimeSpan Now => Stopwatch.GetElapsedTime(0);

    private void Run()
    {
        var batch = new List<SqliteWrite>();
        while (_waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            Rest();
            Gather(batch);
            _sharing.Began(batch, Now);
            try
            {
                Commit(batch);
                batch.ForEach(write => write.Complete());
            }
            catch (Exception fault)
            {
                // A full disk, say. Nothing of the transaction is there; each caller learns that its write failed.
                RollBack();
                batch.ForEach(write => write.Fail(fault));
            }

            batch.Clear();
        }
    }

    /// <summary>Lets writes of other grains come along.</summary>
    private void Rest()
    {
        if (!_waiting.Reader.TryPeek(out var first)) { return; }
        var rest = _sharing.RestBefore(first.Key.Grain, _waiting.Reader.Count, Now);
        if (rest > TimeSpan.Zero)
        {
            _closing.Wait(TimeSpan.FromMilliseconds(Math.Ceiling(rest.TotalMilliseconds)));
        }
    }

    private void Gather(List<SqliteWrite> batch)
    {
        for (var bytes = 0; batch.Count < TransactionWritesMax && bytes < TransactionBytesMax && _waiting.Reader.TryRead(out var write);)
        {
            batch.Add(write);
            bytes += write.Bytes?.Length ?? 0;
        }
    }

    private void Commit(List<SqliteWrite> batch)
    {
        _tables.Begin();
        batch.ForEach(write => write.Outcome = _tables.Apply(write));

        // Twice as many rows leave as arrive, so one fresh table is empty long before the other is full.
        _tables.Move(Math.Max(MoveMin, 2 * batch.Count));
        var emptied = _fresh.IsMoved;
        if (emptied)
        {
            _tables.EmptyMoved();
        }

        _tables.Commit();
        _fresh.Commit(emptied);
        if (_fresh.MustSwap)
        {
            _fresh.Swap();
        }
    }

    private void RollBack()
    {
        try
        {
            _tables.RollBack();
        }
        catch (SqliteException)
        {
            // SQLite rolls back by itself on the severest errors.
        }

        _fresh.RollBack();
    }
}
