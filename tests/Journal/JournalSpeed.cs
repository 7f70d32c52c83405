using System.Diagnostics;
using Interactions.Silo.Storage;
using Interactions.Tests.Servers;
using Xunit;

namespace Interactions.Tests.Journal;

/// <summary>Prints how fast a journal appends and recovers. Run with <c>--explicit only --filter-class '*JournalSpeed'</c>.</summary>
public sealed class JournalSpeed(ITestOutputHelper output)
{
    private const int Entries = 10_000;
    private const int ValuesPerEntry = 100;

    [Fact(Explicit = true)]
    public Task A_million_values_are_appended_and_recovered() => OneAtATime.Run(async () =>
    {
        var folder = ServerProcess.NewFolder("journal-speed");
        using (var storage = new SqliteGrainStorage(folder))
        {
            var grain = GrainId.Create("ledger", "speed");
            var ledger = await LedgerActivation.Recovered(storage, grain);
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < Entries; i += 100)
            {
                await Task.WhenAll(Enumerable.Range(i, 100).Select(entry => ledger.Append(Values(entry))));
            }

            output.WriteLine($"{Entries * ValuesPerEntry / watch.Elapsed.TotalSeconds:N0} durable values/s in entries of {ValuesPerEntry}");
            await ledger.Journal.Settled();
            watch.Restart();
            var next = await LedgerActivation.Recovered(storage, grain);
            output.WriteLine($"{next.Journal.Head:N0} values recovered in {watch.Elapsed.TotalMilliseconds:N0} ms");
        }

        Directory.Delete(folder, recursive: true);
    });

    private static string[] Values(int entry) => [.. Enumerable.Range(0, ValuesPerEntry).Select(n => $"{entry:x8}{n:x4}")];
}
