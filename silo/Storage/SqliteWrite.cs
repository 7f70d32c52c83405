namespace Interactions.Silo.Storage;

/// <summary>Where a record lies: the grain and the state name.</summary>
internal readonly record struct RecordKey(string Grain, string Name);

/// <summary>One write that waits for the writer, and whoever waits for its outcome.</summary>
/// <param name="Key">The record.</param>
/// <param name="Bytes">What to write; null to clear.</param>
/// <param name="Version">The version to write over or to clear; null to insert.</param>
internal sealed record SqliteWrite(RecordKey Key, byte[]? Bytes, long? Version)
{
    // The writer must not run the continuations of those who wait.
    private readonly TaskCompletionSource<long?> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The new version; null on a conflict.</summary>
    public Task<long?> Done => _done.Task;

    /// <summary>What the transaction under way did. Counts when it is committed.</summary>
    public long? Outcome { get; set; }

    public void Complete() => _done.SetResult(Outcome);

    public void Fail(Exception fault) => _done.SetException(fault);
}
