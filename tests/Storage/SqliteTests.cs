using Interactions.Silo.Journal;
using Interactions.Silo.Storage;
using Interactions.Tests.Servers;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Interactions.Tests.Storage;

public sealed class SqliteTests : IDisposable
{
    private static readonly SqliteTuning SmallTables = new(FreshRowsMax: 500);
    private readonly string _folder = ServerProcess.NewFolder("sqlite");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_second_user_of_one_folder_is_refused_with_what_to_do()
    {
        using (new SqliteGrainStorage(_folder))
        {
            var refusal = Assert.Throws<StorageRefusedException>(() => new SqliteGrainStorage(_folder));
            Assert.Equal(
                $"The data folder '{_folder}' is in use by another process: stop that one, or choose another folder with Storage:Path.",
                refusal.Message);
        }

        using var afterwards = new SqliteGrainStorage(_folder);
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_and_not_touched()
    {
        Directory.CreateDirectory(_folder);
        var file = Path.Combine(_folder, "journal.db");
        var content = new byte[8192];
        content.AsSpan().Fill((byte)'x');
        File.WriteAllBytes(file, content);
        var refusal = Assert.Throws<StorageRefusedException>(() => new SqliteGrainStorage(_folder));
        Assert.Contains(file, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllBytes(file));
    }

    [Fact]
    public void A_database_of_a_later_version_is_refused()
    {
        new SqliteGrainStorage(_folder).Dispose();
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "journal.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version=3";
            command.ExecuteNonQuery();
        }

        var refusal = Assert.Throws<StorageRefusedException>(() => new SqliteGrainStorage(_folder));
        Assert.Contains("version 3", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_of_the_first_version_is_taken_over_with_its_records_and_their_versions()
    {
        Directory.CreateDirectory(_folder);
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "journal.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = """
                CREATE TABLE record (
                    grain TEXT NOT NULL, name TEXT NOT NULL, version INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (grain, name)) WITHOUT ROWID;
                CREATE TABLE fresh0 (id INTEGER PRIMARY KEY, grain TEXT NOT NULL, name TEXT NOT NULL, data BLOB NOT NULL);
                CREATE TABLE fresh1 (id INTEGER PRIMARY KEY, grain TEXT NOT NULL, name TEXT NOT NULL, data BLOB NOT NULL);
                INSERT INTO record VALUES ('episode/a', 'head', 7, x'0102'), ('episode/b', 'head', 1, zeroblob(20000));
                INSERT INTO fresh1 VALUES (1, 'episode/a', 's1', x'03');
                PRAGMA user_version=1
                """;
            command.ExecuteNonQuery();
        }

        for (var start = 0; start < 2; start++)
        {
            using var storage = new SqliteGrainStorage(_folder);
            Assert.Equal(("0102", "7"), await ReadRecord(storage, "a", "head"));
            Assert.Equal((Convert.ToHexString(new byte[20_000]), "1"), await ReadRecord(storage, "b", "head"));
            Assert.Equal(("03", "1"), await ReadRecord(storage, "a", "s1"));
        }
    }

    [Fact]
    public async Task What_was_acknowledged_is_in_the_files_at_that_moment()
    {
        using var storage = new SqliteGrainStorage(_folder, SmallTables);
        await Task.WhenAll(Enumerable.Range(0, 2_000).Select(i => Insert(storage, i)));

        // As after kill -9 or a power cut: the files as they are, without a shutdown.
        var copy = Path.Combine(_folder, "copy");
        Directory.CreateDirectory(copy);
        foreach (var name in new[] { "journal.db", "journal.db-wal" })
        {
            File.Copy(Path.Combine(_folder, name), Path.Combine(copy, name));
        }

        using var recovered = new SqliteGrainStorage(copy);
        for (var i = 0; i < 2_000; i++)
        {
            Assert.Equal(Content(i), await Read(recovered, i));
        }
    }

    [Fact]
    public async Task A_committed_record_is_seen_by_every_reader_while_records_move()
    {
        using var storage = new SqliteGrainStorage(_folder, SmallTables);
        var written = 0;
        var writing = Task.Run(async () =>
        {
            for (; written < 20_000; Volatile.Write(ref written, written + 50))
            {
                await Task.WhenAll(Enumerable.Range(written, 50).Select(i => Insert(storage, i)));
            }
        }, TestContext.Current.CancellationToken);
        var readers = Enumerable.Range(0, 3).Select(seed => Task.Run(async () =>
        {
            for (var random = new Random(seed); !writing.IsCompleted;)
            {
                var i = random.Next(Volatile.Read(ref written) + 1);
                var known = i < Volatile.Read(ref written);
                var found = await Read(storage, i);
                Assert.True(found is null ? !known : found.AsSpan().SequenceEqual(Content(i)), $"record {i}");
            }
        }, TestContext.Current.CancellationToken));
        await Task.WhenAll([writing, .. readers]);
    }

    [Fact]
    public async Task A_write_waits_for_whoever_holds_the_lock_for_a_moment()
    {
        using var storage = new SqliteGrainStorage(_folder);
        using var other = new SqliteConnection($"Data Source={Path.Combine(_folder, "journal.db")};Pooling=False");
        other.Open();
        var holding = other.BeginTransaction(deferred: false);
        var writing = Insert(storage, 1);
        await Task.WhenAny(writing, Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System, TestContext.Current.CancellationToken));
        Assert.False(writing.IsCompleted, $"{writing.Exception}");
        holding.Rollback();
        await writing;
        Assert.Equal(Content(1), await Read(storage, 1));
    }

    [Fact]
    public async Task A_full_disk_fails_the_writes_that_do_not_fit_and_loses_nothing()
    {
        var acknowledged = new List<int>();
        using (var storage = new SqliteGrainStorage(_folder, SmallTables with { PagesMax = 200 }))
        {
            var failures = 0;
            for (var i = 0; failures < 5; i++)
            {
                try
                {
                    await Insert(storage, i);
                    acknowledged.Add(i);
                }
                catch (SqliteException fault)
                {
                    Assert.Equal(13, fault.SqliteErrorCode);
                    failures++;
                    Assert.Null(await Read(storage, i));
                }
            }

            Assert.NotEmpty(acknowledged);
            Assert.Equal(Content(acknowledged[^1]), await Read(storage, acknowledged[^1]));
        }

        using var withSpace = new SqliteGrainStorage(_folder);
        foreach (var i in acknowledged)
        {
            Assert.Equal(Content(i), await Read(withSpace, i));
        }

        await Insert(withSpace, int.MaxValue);
    }

    private static byte[] Content(int i) => [.. BitConverter.GetBytes(i), .. new byte[100 + (i % 50)]];

    private static GrainId Grain(int i) => GrainId.Create("grain", $"{i % 40}");

    private static Task Insert(SqliteGrainStorage storage, int i) => storage.WriteStateAsync(
        RecordNames.Segment(i), Grain(i), new GrainState<JournalRecord>(new JournalRecord { Bytes = Content(i) }));

    private static async Task<byte[]?> Read(SqliteGrainStorage storage, int i)
    {
        var state = new GrainState<JournalRecord>();
        await storage.ReadStateAsync(RecordNames.Segment(i), Grain(i), state);
        return state.RecordExists ? state.State!.Bytes : null;
    }

    private static async Task<(string Hex, string? Version)> ReadRecord(SqliteGrainStorage storage, string episode, string name)
    {
        var state = new GrainState<JournalRecord>();
        await storage.ReadStateAsync(name, GrainId.Create("episode", episode), state);
        return (Convert.ToHexString(state.State!.Bytes), state.ETag);
    }
}
