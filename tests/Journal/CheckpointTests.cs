using System.Diagnostics.Metrics;
using Interactions.Silo.Journal;
using Interactions.Silo.Operations;
using Interactions.Silo.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Xunit;

namespace Interactions.Tests.Journal;

public sealed class CheckpointTests
{
    private readonly MemoryGrainStorage _storage = new();
    private readonly FaultyStorage _seen;
    private readonly GrainId _grain = GrainId.Create("ledger", Guid.NewGuid().ToString("N"));

    public CheckpointTests() => _seen = new FaultyStorage(_storage);

    [Fact]
    public Task A_light_log_makes_no_checkpoint() => OneAtATime.Run(async () =>
    {
        var ledger = await LedgerActivation.Recovered(_seen, _grain);
        for (var i = 0; i < 200; i++)
        {
            await ledger.Append($"{i}");
        }

        await ledger.Journal.Settled();
        Assert.Equal(0, Writes(RecordNames.Head));
    });

    [Fact]
    public Task A_log_that_outweighs_its_checkpoint_is_replaced_by_a_new_one() => OneAtATime.Run(async () =>
    {
        var ledger = await LedgerActivation.Recovered(_seen, _grain);
        for (var i = 0; i < 2_000; i++)
        {
            await ledger.Append($"{i}");
            await ledger.Journal.Settled();
        }

        // A segment weighs a little more than 4 KiB, a checkpoint is due above 1 MiB, and each one writes the head twice.
        Assert.InRange(Writes(RecordNames.Head), 2 * 7, 2 * 8);
        var next = await LedgerActivation.Recovered(_storage, _grain);
        Assert.Equal(ledger.Ledger.Values, next.Ledger.Values);
    });

    [Fact]
    public Task A_checkpoint_heavier_than_the_minimum_waits_for_as_much_log() => OneAtATime.Run(async () =>
    {
        var ledger = await LedgerActivation.Recovered(_seen, _grain);
        for (var i = 0; i < 10; i++)
        {
            await ledger.Append(new string('x', 850_000));
            await ledger.Journal.Settled();
        }

        // After two entries the log is heavy enough, after four and eight as heavy as the last checkpoint.
        Assert.Equal(3 * 2, Writes(RecordNames.Head));
    });

    [Fact]
    public Task Appends_go_on_while_chunks_are_written() => OneAtATime.Run(async () =>
    {
        var ledger = await LedgerActivation.Recovered(_seen, _grain);
        await ledger.Append("in the checkpoint");
        _seen.Decide = (_, name) => name.StartsWith("c/", StringComparison.Ordinal) ? Fault.HangsBefore : Fault.None;
        var checkpoint = ledger.Journal.Checkpoint();
        await ledger.Append("beside it");
        Assert.False(checkpoint.IsCompleted);
        Assert.Equal(["in the checkpoint", "beside it"], (await LedgerActivation.Recovered(_storage, _grain)).Ledger.Values);
    });

    [Fact]
    public Task A_large_state_is_kept_in_chunks_that_every_storage_takes() => OneAtATime.Run(async () =>
    {
        var ledger = await LedgerActivation.Recovered(_seen, _grain);
        for (var i = 0; i < 6; i++)
        {
            await ledger.Append(new string((char)('a' + i), 700_000));
        }

        await ledger.Journal.Checkpoint();
        await ledger.Journal.Checkpoint();
        var chunk = 0;
        for (var number = Valid(); await RawRecords.Read(_storage, _grain, RecordNames.Chunk(number, chunk)) is { } bytes; chunk++)
        {
            Assert.InRange(bytes.Length, 1, JournalLimits.ChunkBytesMax + 1_024);
        }

        Assert.True(chunk >= 8, $"4.2 MB in {chunk} chunks");
        Assert.Equal(ledger.Ledger.Values, (await LedgerActivation.Recovered(_storage, _grain)).Ledger.Values);
    });

    [Fact]
    public Task Nothing_but_head_claim_and_checkpoint_is_left_when_the_log_is_folded() => OneAtATime.Run(async () =>
    {
        var ledger = await LedgerActivation.Recovered(_seen, _grain);
        for (var i = 0; i < 5; i++)
        {
            await ledger.Append("x", "y");
            await ledger.Append("z");
            await ledger.Journal.Checkpoint();
        }

        Assert.Equal([RecordNames.Chunk(5, 0), RecordNames.Head, RecordNames.Segment(1)], await Left());
    });

    [Fact]
    public Task Who_leaves_does_not_wait_until_all_is_cleared_and_the_next_one_clears_it() => OneAtATime.Run(async () =>
    {
        var ledger = await LedgerActivation.Recovered(_seen, _grain);
        for (var i = 0; i < 50; i++)
        {
            await ledger.Append($"{i}");
        }

        Task? left = null;
        _seen.Decide = (call, _) =>
        {
            if (call == StorageCall.Clear)
            {
                left ??= ledger.Journal.Leave();
            }

            return Fault.None;
        };
        await ledger.Journal.Checkpoint();
        await left!;
        Assert.InRange(_seen.Calls.Count(call => call.Call == StorageCall.Clear), 1, JournalLimits.CheckpointConcurrency);

        var next = await LedgerActivation.Recovered(_seen, _grain);
        await next.Append("next");
        await next.Journal.Checkpoint();
        Assert.Equal(
            [RecordNames.Chunk(2, 0), RecordNames.Head, RecordNames.Segment(1), RecordNames.Segment(51)], await Left());
    });

    [Fact]
    public Task A_crash_between_any_two_storage_calls_of_a_checkpoint_loses_nothing() => OneAtATime.Run(async () =>
    {
        var crashes = 0;
        for (var finished = false; !finished; crashes++)
        {
            var grain = GrainId.Create("ledger", $"crash-{crashes}");
            var process = new FaultyStorage(_storage);
            var ledger = await LedgerActivation.Recovered(process, grain);
            await ledger.Append("a", new string('x', 600_000));
            await ledger.Append("b", new string('y', 600_000));
            await ledger.Journal.Settled();
            var left = crashes;
            process.Decide = (_, _) =>
            {
                if (left-- == 0)
                {
                    process.Die();
                }

                return Fault.None;
            };
            var checkpoint = ledger.Journal.Checkpoint();
            while (!checkpoint.IsCompleted && !process.Dead)
            {
                await Task.Yield();
            }

            finished = !process.Dead;
            var next = await LedgerActivation.Recovered(_storage, grain);
            Assert.Equal(ledger.Ledger.Values, next.Ledger.Values);
            await next.Append("c");
            await next.Journal.Checkpoint();
            Assert.Null(next.Journal.Lost);
            Assert.Equal([.. ledger.Ledger.Values, "c"], (await LedgerActivation.Recovered(_storage, grain)).Ledger.Values);
        }

        Assert.True(crashes > 10, $"{crashes} places to crash at");
    });

    [Fact]
    public Task What_a_journal_does_is_counted() => OneAtATime.Run(async () =>
    {
        await using var services = LedgerActivation.NewServices();
        var meters = services.GetRequiredService<IMeterFactory>();
        using var entries = new MetricCollector<int>(meters, SiloTelemetry.MeterName, "interactions.journal.segment.entries");
        using var checkpoints = new MetricCollector<long>(meters, SiloTelemetry.MeterName, "interactions.journal.checkpoints");
        using var conflicts = new MetricCollector<long>(meters, SiloTelemetry.MeterName, "interactions.journal.conflicts");
        using var recoveries = new MetricCollector<double>(meters, SiloTelemetry.MeterName, "interactions.journal.recovery.duration");
        using var durations = new MetricCollector<double>(meters, SiloTelemetry.MeterName, "interactions.journal.append.duration");
        using var snapshots = new MetricCollector<double>(meters, SiloTelemetry.MeterName, "interactions.journal.snapshot.duration");
        var ledger = await LedgerActivation.Recovered(_storage, _grain, services: services);
        await ledger.Append("a");
        await Task.WhenAll(ledger.Append("b"), ledger.Append("c"), ledger.Append("d"));
        await ledger.Journal.Checkpoint();
        var successor = await LedgerActivation.Recovered(_storage, _grain, services: services);
        await successor.Append("e");
        await Assert.ThrowsAsync<JournalLostException>(() => ledger.Append("late"));

        Assert.Equal(5, entries.GetMeasurementSnapshot().EvaluateAsCounter());
        Assert.Equal(1, checkpoints.GetMeasurementSnapshot().EvaluateAsCounter());
        Assert.Single(snapshots.GetMeasurementSnapshot());
        Assert.Equal(1, conflicts.GetMeasurementSnapshot().EvaluateAsCounter());
        Assert.Equal(2, recoveries.GetMeasurementSnapshot().Count);
        Assert.Equal(entries.GetMeasurementSnapshot().Count, durations.GetMeasurementSnapshot().Count);
    });

    private async Task<string[]> Left()
    {
        var left = new List<string>();
        foreach (var name in _seen.Calls.Select(call => call.Name).Distinct().ToList())
        {
            if (await RawRecords.Read(_storage, _grain, name) is not null)
            {
                left.Add(name);
            }
        }

        return [.. left.Order(StringComparer.Ordinal)];
    }

    private int Writes(string name) => _seen.Calls.Count(call => call.Call == StorageCall.Write && call.Name == name);

    private long Valid() => _seen.Calls.Where(call => call.Call == StorageCall.Write && call.Name.StartsWith("c/", StringComparison.Ordinal))
        .Max(call => long.Parse(call.Name.Split('/')[1], System.Globalization.CultureInfo.InvariantCulture));
}
