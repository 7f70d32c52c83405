using System.Diagnostics;
using Interactions.Comments;
using Interactions.Episodes;
using Interactions.Silo.Episodes;
using Interactions.Silo.Journal;
using Interactions.Silo.Operations;
using Interactions.Silo.Storage;
using Interactions.Tests.Journal;
using Interactions.Users;
using Interactions.Watching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Serialization;
using Xunit;
using EpisodeJournal = Interactions.Silo.Journal.Journal<
    Interactions.Episodes.EpisodeEntry, Interactions.Episodes.EpisodeOutcome[], Interactions.Episodes.EpisodeSnapshot>;

namespace Interactions.Tests.Measurements;

/// <summary>
/// Prints what a large episode costs: writing it, recovering it, holding it. Run on one core:
/// <c>taskset -c 0 … --explicit only --filter-class '*EpisodeRecovery' --show-live-output on</c>.
/// </summary>
public sealed class EpisodeRecovery(ITestOutputHelper output) : IDisposable
{
    private const int Likes = 1_000_000;
    private const int Comments = 20_000;
    private const int Facts = 480_000;
    private const int Recoveries = 4;
    private const long AtMs = 1_780_000_000_000;

    private static readonly EpisodeSettings Settings = new("Measured", "creator-1", null, 180_000);

    /// <summary>Before anything is written: what the writing leaves for a while would hide what is held afterwards.</summary>
    private readonly long _memoryBefore = GC.GetTotalMemory(forceFullCollection: true);

    private readonly ServiceProvider _services =
        new ServiceCollection().AddSerializer().AddMetrics().AddSingleton<SiloTelemetry>().BuildServiceProvider();

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("episode-recovery-");

    public void Dispose()
    {
        _services.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact(Explicit = true)]
    public Task A_million_likes_and_twenty_thousand_comments_are_written_recovered_and_held() => OneAtATime.Run(async () =>
    {
        using (SqliteGrainStorage storage = new(_folder.FullName)) { await Write(storage, WriteLikesAndComments); }
        Tally tally = await Recover();
        Assert.Equal((Likes, Comments), (tally.Likes, tally.Comments));
    });

    /// <summary>What a long evening with few people leaves, whose facts come a handful at a time: its checkpoint is mostly comments.</summary>
    [Fact(Explicit = true)]
    public Task Half_a_million_facts_of_all_kinds_in_small_segments_are_recovered() => OneAtATime.Run(async () =>
    {
        using (SqliteGrainStorage storage = new(_folder.FullName)) { await Write(storage, WriteAllKinds); }
        Tally tally = await Recover();
        Assert.Equal(Facts, tally.Version - 1);
    });

    private async Task<Tally> Recover()
    {
        using SqliteGrainStorage storage = new(_folder.FullName);
        for (int i = 1; ; i++)
        {
            Stopwatch watch = Stopwatch.StartNew();
            EpisodeLedger ledger = new();
            EpisodeJournal journal = Open(storage, ledger);
            await journal.Recover();
            output.WriteLine($"recovered in {watch.Elapsed.TotalSeconds:N2} s");
            if (i < Recoveries) { continue; }
            long held = GC.GetTotalMemory(forceFullCollection: true) - _memoryBefore;
            output.WriteLine($"it holds {held / 1024 / 1024:N0} MiB of managed memory; its files are {FileBytes() / 1024 / 1024:N0} MiB");
            return ledger.State.TallyAt(journal.Head, 0);
        }
    }

    private async Task Write(SqliteGrainStorage storage, Func<EpisodeLedger, EpisodeJournal, Task> write)
    {
        EpisodeLedger ledger = new();
        EpisodeJournal journal = Open(storage, ledger);
        await journal.Recover();
        await journal.Append(new EpisodeEntry(AtMs, [EpisodeOperation.Create(User(-1), Settings)]));
        await write(ledger, journal);
        await journal.Settled();
    }

    private async Task WriteLikesAndComments(EpisodeLedger ledger, EpisodeJournal journal)
    {
        (Stopwatch watch, TimeSpan cpu) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        foreach (int[] users in Enumerable.Range(0, Likes).Chunk(EpisodeBatch.OperationsMax))
        {
            await Append(ledger, journal, Array.ConvertAll(users, user => EpisodeOperation.Like(User(user), on: true)));
        }
        double seconds = watch.Elapsed.TotalSeconds;
        double used = (Environment.CpuUsage.TotalTime - cpu).TotalSeconds;
        output.WriteLine($"{Likes / seconds:N0} durable likes/s, batches of {EpisodeBatch.OperationsMax}, one after the other");
        output.WriteLine($"{used * 1e6 / Likes:N2} us of CPU a like");
        foreach (int[] numbers in Enumerable.Range(0, Comments).Chunk(EpisodeBatch.OperationsMax))
        {
            await Append(ledger, journal, Array.ConvertAll(numbers, Comment));
        }
    }

    private static async Task WriteAllKinds(EpisodeLedger ledger, EpisodeJournal journal)
    {
        foreach (int[] numbers in Enumerable.Range(0, Facts).Chunk(3)) { await Append(ledger, journal, Array.ConvertAll(numbers, AnyKind)); }
    }

    private static async Task Append(EpisodeLedger ledger, EpisodeJournal journal, EpisodeOperation[] operations)
    {
        await journal.Append(new EpisodeEntry(AtMs, operations));
        // Users' records have heard, as they have in life within seconds.
        foreach (UserFact fact in ledger.State.Untold.ToArray()) { ledger.State.Untold.Told(fact.User, fact.Offset); }
    }

    private EpisodeJournal Open(SqliteGrainStorage storage, EpisodeLedger ledger) => new JournalFactory(
        storage, _services, Options.Create(new JournalOptions()), TimeProvider.System, _services.GetRequiredService<SiloTelemetry>(),
        NullLogger<JournalFactory>.Instance).Open(GrainId.Create("episode", "measured"), ledger);

    private static EpisodeOperation Comment(int number)
    {
        string text = $"a comment of the usual length, number {number}";
        CommentDraft draft = new($"author-{number % 5_000}", "Viewer", number * 7 % 180_000, text, CommentMode.Scroll, 0xFFFFFF);
        return EpisodeOperation.Comment(User(number % 5_000), new CommentId($"c{number}"), draft);
    }

    private static EpisodeOperation AnyKind(int number) => (number % 10) switch
    {
        0 or 1 or 2 => Comment(number),
        3 or 4 => EpisodeOperation.Share(User(number % 50), $"s{number}"),
        5 => EpisodeOperation.Watch(User(number % 50), $"w{number}", 1, new WatchReport([0, 5], Ended: false)),
        _ => EpisodeOperation.Like(User(number % 50), on: number % 20 < 10),
    };

    /// <summary>Spread like the keyed hashes that real keys are.</summary>
    private static UserKey User(int number) => new((ulong)(number + 2) * 0x9E3779B97F4A7C15, (ulong)(number + 2) * 0xC2B2AE3D27D4EB4F);

    private long FileBytes() => _folder.EnumerateFiles().Sum(file => file.Length);
}
