using System.Collections.Concurrent;
using System.Security.Cryptography;
using Interactions.Silo.Storage;
using Interactions.Tests.Journal;
using Interactions.Tests.Servers;
using Xunit;

namespace Interactions.Tests.Storage;

/// <summary>
/// The power goes at every write that SQLite makes while journals are written: whatever the disk then holds of the writes that no fsync had
/// confirmed, our storage opens it, and every journal has all that was acknowledged, no half of an entry, and goes on.
/// </summary>
public sealed class PowerCutTests
{
    private const int Grains = 3;
    private const int Rounds = 12;

    /// <summary>Small, so that rows move, the log is copied into the file, and the log begins anew, several times in a short story.</summary>
    private static readonly SqliteTuning Tuning = new(FreshRowsMax: 4, WalPages: 16, Vfs: RecordingDisk.Name);

    private readonly List<string[]>[] _tried = [.. Enumerable.Range(0, Grains).Select(_ => new List<string[]>())];
    private readonly List<(int At, int Grain)> _acknowledged = [];
    private readonly ConcurrentDictionary<string, Lazy<Task<Found>>> _found = new();

    [Fact]
    public async Task All_that_was_acknowledged_survives_a_power_cut_at_every_write()
    {
        DiskLog log = await TellStory();
        AssertTellsAll(log);
        Assert.Empty(await FaultsOf(log, Enumerable.Range(0, log.Count + 1), Enum.GetValues<Unsynced>()));
    }

    [Fact]
    public async Task A_disk_that_does_nothing_on_fsync_is_found_out()
    {
        DiskLog log = (await TellStory()).OnLyingDisk();
        string[] faults = await FaultsOf(log, [log.Count / 2], [Unsynced.Dropped]);
        Assert.NotEmpty(faults);
        Assert.All(faults, fault => Assert.Contains("acknowledged", fault, StringComparison.Ordinal));
        Assert.NotEmpty(await FaultsOf(log, Enumerable.Range(log.Count / 2, 20), [Unsynced.Shuffled]));
    }

    /// <summary>Some journals are written, each with checkpoints, short and long entries; several share a transaction.</summary>
    private async Task<DiskLog> TellStory()
    {
        string folder = ServerProcess.NewFolder("power");
        DiskLog log = RecordingDisk.Record(folder);
        try
        {
            using SqliteGrainStorage storage = new(folder, Tuning);
            await OneAtATime.Run(async () =>
            {
                LedgerActivation[] ledgers = await Task.WhenAll(
                    Enumerable.Range(0, Grains).Select(grain => LedgerActivation.Recovered(storage, Id(grain))));
                for (int round = 0; round < Rounds; round++)
                {
                    await Task.WhenAll(ledgers.Select((ledger, grain) => Append(ledger, grain, log)));
                    if (round % 2 == 1) { await ledgers[round / 2 % Grains].Journal.Checkpoint(); }
                }
            });
        }
        finally
        {
            RecordingDisk.Forget(folder);
            Directory.Delete(folder, recursive: true);
        }
        return log;
    }

    private async Task Append(LedgerActivation ledger, int grain, DiskLog log)
    {
        int entry = _tried[grain].Count;
        string text = new('x', entry % 5 == 4 ? 9_000 : 20);
        string[] values = [.. Enumerable.Range(0, 1 + (entry % 3)).Select(value => $"{grain}.{entry}.{value} {text}")];
        _tried[grain].Add(values);
        await ledger.Append(values);
        _acknowledged.Add((log.Count, grain));
    }

    /// <summary>Guards the proof: a story in which nothing happens would prove nothing.</summary>
    private void AssertTellsAll(DiskLog log)
    {
        DiskEvent[] events = [.. Enumerable.Range(0, log.Count).Select(i => log[i])];
        Assert.Equal(Grains * Rounds, _acknowledged.Count);
        Assert.InRange(events.Count(IsWrite), 200, 2_000);
        Assert.InRange(events.Count(happened => happened.Act == DiskAct.Sync), Rounds, 500);
        int first = _acknowledged[0].At;
        DiskEvent[] later = [.. events[first..].Where(IsWrite)];
        Assert.True(later.Count(happened => happened.File == "journal.db") > 20, "The log is never copied into the file.");
        Assert.True(later.Count(happened => happened is { File: "journal.db-wal", Offset: 0 }) > 2, "The log never begins anew.");

        static bool IsWrite(DiskEvent happened) => happened.Act == DiskAct.Write;
    }

    private async Task<string[]> FaultsOf(DiskLog log, IEnumerable<int> cuts, Unsynced[] fates)
    {
        ConcurrentBag<string> faults = [];
        ParallelOptions some = new()
        {
            MaxDegreeOfParallelism = Environment.ProcessorCount,
            CancellationToken = TestContext.Current.CancellationToken,
        };
        await Parallel.ForEachAsync(cuts.SelectMany(cut => fates.Select(fate => (cut, fate))), some, async (at, _) =>
        {
            Dictionary<string, byte[]> files = log.FilesAt(at.cut, at.fate, new Random(at.cut));
            // Many cuts leave the same bytes: these are opened once.
            Found found = await _found.GetOrAdd(HashOf(files), _ => new(() => Open(files))).Value;
            foreach (string fault in Compare(found, at.cut)) { faults.Add($"cut {at.cut}, {at.fate}: {fault}"); }
        });
        return [.. faults];
    }

    private IEnumerable<string> Compare(Found found, int cut)
    {
        if (found.Fault is not null)
        {
            yield return found.Fault;
            yield break;
        }
        for (int grain = 0; grain < Grains; grain++)
        {
            List<string[]> tried = _tried[grain];
            int kept = 0;
            string[] left = found.Values[grain];
            while (kept < tried.Count && left.AsSpan().StartsWith(tried[kept])) { left = left[tried[kept++].Length..]; }
            if (left.Length > 0) { yield return $"grain {grain} has {left.Length} values that are half an entry, or nobody's, after {kept} entries"; }
            int acknowledged = _acknowledged.Count(entry => entry.Grain == grain && entry.At <= cut);
            if (kept < acknowledged) { yield return $"grain {grain} has {kept} of {acknowledged} acknowledged entries"; }
        }
    }

    /// <summary>Starts on these files as after the power has come back, reads every journal, and writes one entry to each.</summary>
    private static async Task<Found> Open(Dictionary<string, byte[]> files)
    {
        string folder = ServerProcess.NewFolder("power");
        Directory.CreateDirectory(folder);
        foreach ((string name, byte[] bytes) in files) { await File.WriteAllBytesAsync(Path.Combine(folder, name), bytes); }
        RecordingDisk.Record(folder);
        try
        {
            using SqliteGrainStorage storage = new(folder, Tuning);
            string[][] values = new string[Grains][];
            await OneAtATime.Run(async () =>
            {
                for (int grain = 0; grain < Grains; grain++)
                {
                    LedgerActivation ledger = await LedgerActivation.Recovered(storage, Id(grain));
                    values[grain] = [.. ledger.Ledger.Values];
                    await ledger.Append("after");
                    Assert.Equal(values[grain].Length + 1, (await LedgerActivation.Recovered(storage, Id(grain))).Ledger.Values.Count);
                }
            });
            return new Found(values, null);
        }
        catch (Exception fault)
        {
            return new Found([], fault.ToString());
        }
        finally
        {
            RecordingDisk.Forget(folder);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static GrainId Id(int grain) => GrainId.Create("ledger", $"power-{grain}");

    private static string HashOf(Dictionary<string, byte[]> files) => string.Join('|', files
        .OrderBy(file => file.Key, StringComparer.Ordinal)
        .Select(file => $"{file.Key} {Convert.ToHexString(SHA256.HashData(file.Value))}"));

    /// <summary>What a start found: the values of each journal, or why there are none.</summary>
    private sealed record Found(string[][] Values, string? Fault);
}
