using CsCheck;
using Interactions.Silo.Journal;
using Interactions.Silo.Storage;
using Interactions.Tests.Servers;
using Orleans.Storage;
using Xunit;
using MemoryGrainStorage = Interactions.Silo.Storage.MemoryGrainStorage;

namespace Interactions.Tests.Storage;

/// <summary>Random writes to a few records do in SQLite what they do in a dictionary, wherever a record lies at that moment.</summary>
public sealed class SqliteProperties
{
    private static readonly Gen<(int Action, int Key, int Length)[]> Actions =
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 11], Gen.Frequency((9, Gen.Int[0, 300]), (1, Gen.Int[8_000, 20_000]))).Array[1, 120];

    [Fact]
    public async Task Sqlite_answers_as_a_dictionary_does() => await Actions.SampleAsync(Compare, iter: 100, threads: 1);

    private static async Task Compare((int Action, int Key, int Length)[] actions)
    {
        var folder = ServerProcess.NewFolder("sqlite-property");
        var tuning = new SqliteTuning(FreshRowsMax: 4);
        var sqlite = new SqliteGrainStorage(folder, tuning);
        var model = new MemoryGrainStorage();
        try
        {
            foreach (var (action, key, length) in actions)
            {
                if (action == 9)
                {
                    sqlite.Dispose();
                    sqlite = new SqliteGrainStorage(folder, tuning);
                    continue;
                }

                // Two at once, so that a transaction holds several writes.
                var second = (key + action) % 12;
                var expected = new[] { await Act(model, action, key, length), await Act(model, action + 3, second, length) };
                string[] actual = key == second
                    ? [await Act(sqlite, action, key, length), await Act(sqlite, action + 3, second, length)]
                    : await Task.WhenAll(Act(sqlite, action, key, length), Act(sqlite, action + 3, second, length));
                Assert.Equal(expected, actual);
            }
        }
        finally
        {
            sqlite.Dispose();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Inserts, replaces or clears, with the right version or without one; says what came of it and what is there now.</summary>
    private static async Task<string> Act(IGrainStorage storage, int action, int key, int length)
    {
        var (grain, name) = (GrainId.Create("grain", $"{key % 3}"), RecordNames.Segment(key));
        var state = new GrainState<JournalRecord>();
        await storage.ReadStateAsync(name, grain, state);
        var outcome = "done";
        try
        {
            state.State = new JournalRecord { Bytes = new byte[length] };
            await (action switch
            {
                < 4 => storage.WriteStateAsync(name, grain, new GrainState<JournalRecord>(state.State)),
                < 7 => storage.WriteStateAsync(name, grain, state),
                _ => storage.ClearStateAsync(name, grain, state),
            });
        }
        catch (InconsistentStateException)
        {
            outcome = "conflict";
        }

        await storage.ReadStateAsync(name, grain, state);
        return $"{outcome}, then {(state.RecordExists ? state.State!.Bytes.Length : -1)}";
    }
}
