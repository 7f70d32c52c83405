using Interactions.Silo.Journal;
using Orleans.Storage;

namespace Interactions.Tests.Journal;

/// <summary>What happens to one storage call.</summary>
internal enum Fault
{
    None,

    /// <summary>The storage fails and has done nothing.</summary>
    FailsBefore,

    /// <summary>The storage has done it, but its answer is lost.</summary>
    FailsAfter,

    /// <summary>Somebody else's record is already there.</summary>
    Conflict,

    /// <summary>The call takes effect and never returns.</summary>
    HangsAfter,

    /// <summary>The call has no effect and never returns.</summary>
    HangsBefore,
}

internal enum StorageCall
{
    Read,
    Write,
    Clear,
}

/// <summary>
/// A storage between the journal and the real one, seen by one process: it can fail in every way that matters, and the process
/// can die, after which nothing of it reaches the storage any more.
/// </summary>
internal sealed class FaultyStorage(IGrainStorage inner) : IGrainStorage
{
    public static readonly IOException Failure = new("injected fault");
    private readonly TaskCompletionSource _never = new();

    /// <summary>Decides about each call.</summary>
    public Func<StorageCall, string, Fault> Decide { get; set; } = (_, _) => Fault.None;

    /// <summary>When set, calls that take effect wait for it first.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public bool Dead { get; private set; }

    public List<(StorageCall Call, GrainId Grain, string Name)> Calls { get; } = [];

    public void Die() => Dead = true;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Call(StorageCall.Read, grainId, stateName, () => inner.ReadStateAsync(stateName, grainId, grainState));

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Call(StorageCall.Write, grainId, stateName, () => inner.WriteStateAsync(stateName, grainId, grainState));

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Call(StorageCall.Clear, grainId, stateName, () => inner.ClearStateAsync(stateName, grainId, grainState));

    /// <summary>Fails one call to one record, once.</summary>
    public void Once(StorageCall call, string name, Fault fault)
    {
        var left = 1;
        Decide = (actual, actualName) => actual == call && actualName == name && left-- > 0 ? fault : Fault.None;
    }

    private async Task Call(StorageCall call, GrainId grain, string name, Func<Task> act)
    {
        lock (Calls)
        {
            Calls.Add((call, grain, name));
        }

        var fault = Decide(call, name);
        await Gate;
        if (Dead)
        {
            await _never.Task;
        }

        switch (fault)
        {
            case Fault.FailsBefore:
                throw Failure;
            case Fault.Conflict:
                throw new InconsistentStateException("injected conflict");
            case Fault.HangsBefore:
                await _never.Task;
                break;
            default:
                await act();
                await AfterEffect(fault);
                break;
        }
    }

    private Task AfterEffect(Fault fault) => fault switch
    {
        Fault.FailsAfter => Task.FromException(Failure),
        Fault.HangsAfter => _never.Task,
        _ => Task.CompletedTask,
    };
}

/// <summary>Direct access to records, for tests that damage them.</summary>
internal static class RawRecords
{
    public static async Task<byte[]?> Read(IGrainStorage storage, GrainId grain, string name)
    {
        var state = new GrainState<JournalRecord>();
        await storage.ReadStateAsync(name, grain, state);
        return state.RecordExists ? state.State!.Bytes : null;
    }

    /// <summary>Replaces a record whatever its version; null clears it.</summary>
    public static async Task Replace(IGrainStorage storage, GrainId grain, string name, byte[]? bytes)
    {
        var state = new GrainState<JournalRecord>();
        await storage.ReadStateAsync(name, grain, state);
        if (bytes is null)
        {
            await storage.ClearStateAsync(name, grain, state);
            return;
        }

        state.State = new JournalRecord { Bytes = bytes };
        await storage.WriteStateAsync(name, grain, state);
    }
}
