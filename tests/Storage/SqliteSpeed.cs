using System.Diagnostics;
using Interactions.Silo.Journal;
using Interactions.Silo.Storage;
using Xunit;

namespace Interactions.Tests.Storage;

/// <summary>Prints how fast the embedded storage is. Run on one core: <c>taskset -c 0 … --explicit only --filter-class '*SqliteSpeed'</c>.</summary>
public sealed class SqliteSpeed(ITestOutputHelper output)
{
    private const int Grains = 1_000;
    private const int SegmentsPerGrain = 500;

    [Fact(Explicit = true)]
    public async Task A_thousand_grains_write_small_segments_at_once()
    {
        var folder = Directory.CreateTempSubdirectory("sqlite-speed-").FullName;
        using (var storage = new SqliteGrainStorage(folder))
        {
            await Task.WhenAll(Enumerable.Range(0, Grains).Select(grain => WriteSegments(storage, grain, from: 0, to: 5)));
            var (watch, cpu) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
            await Task.WhenAll(Enumerable.Range(0, Grains).Select(grain => WriteSegments(storage, grain, from: 5, to: 5 + SegmentsPerGrain)));
            var seconds = watch.Elapsed.TotalSeconds;
            cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;
            output.WriteLine($"{Grains * SegmentsPerGrain / seconds:N0} durable segment writes/s, {cpu.TotalSeconds / seconds:P0} of one core");
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task WriteSegments(SqliteGrainStorage storage, int grain, int from, int to)
    {
        await Task.Yield();
        var id = GrainId.Create("episode", $"episode-{grain:x8}");
        var bytes = new byte[120];
        for (var number = from; number < to; number++)
        {
            Random.Shared.NextBytes(bytes);
            await storage.WriteStateAsync(RecordNames.Segment(number), id, new GrainState<JournalRecord>(new JournalRecord { Bytes = bytes }));
        }
    }
}
