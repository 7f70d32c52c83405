using Interactions.Episodes;
using Interactions.Refusals;
using Interactions.Silo.Journal;

namespace Interactions.Silo.Episodes;

/// <summary>
/// Recounts an episode while it lives: reads its whole journal into an empty state and compares with the counters that the living state had at the
/// same offset. Costs the memory of a second state for as long as it runs, so one runs at a time and all who ask share it.
/// </summary>
internal sealed class Recounting(EpisodeLedger living, GrainId episode, JournalFactory journals, TimeProvider clock)
{
    /// <summary>How long the living state may lag behind what is durable: it applies a segment as soon as the storage has answered.</summary>
    private static readonly TimeSpan LagMax = TimeSpan.FromSeconds(5);

    private Task<EpisodeRecount>? _run;

    /// <summary>The offset at which counters and facts were compared last; that of the recovery, which is a recount, at first.</summary>
    public long ComparedAt { get; private set; }

    public void StartAt(long head) => ComparedAt = head;

    /// <param name="head">The offset that the living state has reached.</param>
    /// <exception cref="BusyException">The storage is away, or this activation is behind its journal because another one writes it.</exception>
    public Task<EpisodeRecount> Run(long head) => _run is { IsCompleted: false } running ? running : _run = Recount(head);

    private async Task<EpisodeRecount> Recount(long head)
    {
        living.Trace = new TallyTrace(head, living.State.TallyAt(head, viewers: 0));
        try
        {
            EpisodeLedger fresh = new();
            long offset = await ReplayBeside(fresh);
            await living.Trace.Reached(offset).WaitAsync(LagMax, clock);
            Tally counters = living.Trace.At(offset)
                ?? throw new BusyException("The episode could not be compared with its journal at one offset; wait and repeat.");
            ComparedAt = offset;
            return new EpisodeRecount(counters, fresh.State.TallyAt(offset, viewers: 0));
        }
        catch (TimeoutException)
        {
            throw new BusyException("The episode is behind its journal: another activation writes it; wait and repeat.");
        }
        finally { living.Trace = null; }
    }

    /// <summary>
    /// Not on the episode's scheduler: a large checkpoint takes seconds to read, and likes and pulses go on meanwhile. One step at a time, so that the
    /// thread of a small machine is not held for all of them.
    /// </summary>
    private Task<long> ReplayBeside(EpisodeLedger fresh)
    {
        TaskScheduler oneAtATime = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, maxConcurrencyLevel: 1, maxItemsPerTask: 1).ExclusiveScheduler;
        return Task.Factory.StartNew(() => Replay(fresh), CancellationToken.None, TaskCreationOptions.DenyChildAttach, oneAtATime).Unwrap();
    }

    private async Task<long> Replay(EpisodeLedger fresh)
    {
        Journal<EpisodeEntry, EpisodeOutcome[], EpisodeSnapshot> journal = journals.Open(episode, fresh);
        try
        {
            await journal.Recover();
        }
        catch (Exception fault)
        {
            // The cause cannot travel to another process; the journal has logged it.
            throw new BusyException($"The journal cannot be read again: {fault.Message}");
        }
        return journal.Head;
    }
}

/// <summary>The counters of the living state after each of its latest entries, while somebody compares.</summary>
internal sealed class TallyTrace
{
    /// <summary>Entries kept: a replay ends at most a few behind the living state.</summary>
    private const int EntriesMax = 10_000;

    private readonly Queue<(long Offset, Tally Counters)> _entries = new();

    private (long Offset, TaskCompletionSource Reached)? _waiting;
    private long _latest;

    public TallyTrace(long offset, Tally counters) => Add(offset, counters);

    public void Add(long offset, Tally counters)
    {
        if (_entries.Count == EntriesMax) { _entries.Dequeue(); }
        _entries.Enqueue((offset, counters));
        _latest = offset;
        if (_waiting is { } waiting && offset >= waiting.Offset) { waiting.Reached.TrySetResult(); }
    }

    /// <summary>Completes when the living state has come as far as <paramref name="offset"/>.</summary>
    public Task Reached(long offset)
    {
        if (_latest >= offset) { return Task.CompletedTask; }
        _waiting = (offset, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        return _waiting.Value.Reached.Task;
    }

    public Tally? At(long offset) => _entries.FirstOrDefault(entry => entry.Offset == offset).Counters;
}
