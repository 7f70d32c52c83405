using Interactions.Silo.Journal;
using Interactions.Silo.Storage;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Interactions.Tests.Journal;

/// <summary>What can happen next to the activations of one grain.</summary>
internal enum Happening
{
    Append,
    Burst,
    Checkpoint,
    Activate,
    DieSoon,
    FailSoon,
    HoursPass,
}

/// <summary>A step: what happens, to which of the activations, and how much of it.</summary>
internal readonly record struct Step(Happening Happening, int Who, int Amount);

/// <summary>
/// A few activations of one grain over one storage, of which several believe to own it. Remembers what was acknowledged and
/// checks it against what a fresh activation recovers.
/// </summary>
internal sealed class JournalWorld
{
    public const int Activations = 3;
    private static readonly JournalOptions Options = new()
    {
        WriteTimeout = TimeSpan.FromMilliseconds(100),
        SettleTimeout = TimeSpan.FromMilliseconds(500),
    };

    private readonly MemoryGrainStorage _storage = new();
    private readonly FakeTimeProvider _time = new();
    private readonly GrainId _grain = GrainId.Create("ledger", "world");
    private readonly (FaultyStorage Process, LedgerActivation Ledger)[] _live = new (FaultyStorage, LedgerActivation)[Activations];
    private readonly Dictionary<string, long> _acknowledged = [];
    private readonly HashSet<string> _tried = [];

    /// <summary>Runs the steps and checks; returns how many values were acknowledged.</summary>
    public async Task<int> Run(IReadOnlyList<Step> steps)
    {
        for (var who = 0; who < Activations; who++)
        {
            await Activate(who);
        }

        foreach (var step in steps)
        {
            await Take(step);
        }

        await Check();
        return _acknowledged.Count;
    }

    private Task Take(Step step) => step.Happening switch
    {
        Happening.Append => Append(step.Who, entries: 1, size: step.Amount),
        Happening.Burst => Append(step.Who, entries: step.Amount, size: 1),
        Happening.Checkpoint => Wait(step.Who, _live[step.Who].Ledger.Journal.Checkpoint()),
        Happening.Activate => Activate(step.Who),
        Happening.HoursPass => Sleep(step.Amount),
        _ => Trouble(step),
    };

    private async Task Activate(int who)
    {
        var process = new FaultyStorage(_storage);
        _live[who] = (process, new LedgerActivation(process, _grain, Options, _time));
        await _live[who].Ledger.Journal.Recover();
    }

    private async Task Append(int who, int entries, int size)
    {
        var (process, ledger) = _live[who];
        var appends = new List<(string[] Values, Task<LedgerResult> Result)>();
        for (var i = 0; i < entries; i++)
        {
            var values = Enumerable.Range(0, size).Select(n => $"{_tried.Count + n}").ToArray();
            _tried.UnionWith(values);
            appends.Add((values, ledger.Append(values)));
        }

        await Wait(who, Task.WhenAll(appends.Select(append => append.Result)));
        foreach (var (values, result) in appends.Where(append => append.Result.IsCompletedSuccessfully))
        {
            for (var i = 0; i < values.Length; i++)
            {
                _acknowledged.Add(values[i], (await result).Offset + i);
            }
        }

        Assert.All(appends, append => Assert.True(
            append.Result.IsCompletedSuccessfully || append.Result.Exception?.InnerException is JournalLostException || process.Dead));
    }

    private Task Sleep(int hours)
    {
        _time.Advance(TimeSpan.FromHours(hours));
        return Task.CompletedTask;
    }

    /// <summary>The storage calls of a process go wrong, or the process dies, some calls from now.</summary>
    private Task Trouble(Step step)
    {
        var process = _live[step.Who].Process;
        var left = step.Amount;
        process.Decide = (_, _) =>
        {
            left--;
            if (step.Happening == Happening.DieSoon && left < 0)
            {
                process.Die();
            }

            // Whoever dies may have done one thing more than it ever heard of.
            return left == 0 ? (Fault)(step.Amount % 6) : Fault.None;
        };
        return Task.CompletedTask;
    }

    /// <summary>Lets time pass until the work is done, or its process is dead and it never will be.</summary>
    private async Task Wait(int who, Task work)
    {
        var began = TimeProvider.System.GetTimestamp();
        for (var turn = 0; !work.IsCompleted && !_live[who].Process.Dead; turn++)
        {
            // Turns say nothing about a machine whose cores are taken by others; a minute does.
            Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromMinutes(1), "The work never ends.");
            await Task.Yield();
            if (turn % 8 == 7)
            {
                _time.Advance(TimeSpan.FromMilliseconds(20));
            }

            if (turn % 64 == 63)
            {
                // Whatever waits for a thread of the pool gets one.
                await Task.Run(static () => { });
            }
        }
    }

    private async Task Check()
    {
        // Twice: what the next activation adds and folds into a checkpoint must not change what was there.
        for (var round = 0; round < 2; round++)
        {
            await Activate(0);
            var values = _live[0].Ledger.Ledger.Values;
            Assert.Equal(values.Count, _live[0].Ledger.Journal.Head);
            Assert.Equal(values.Count, values.Distinct().Count());
            Assert.Subset(_tried, values.ToHashSet());
            Assert.All(_acknowledged, pair => Assert.Equal(pair.Key, values.ElementAtOrDefault((int)pair.Value - 1)));
            await Append(0, entries: 1, size: 1);
            await _live[0].Ledger.Journal.Checkpoint();
            Assert.Null(_live[0].Ledger.Journal.Lost);
        }
    }
}
