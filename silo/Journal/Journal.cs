using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;

namespace Interactions.Silo.Journal;

/// <summary>
/// The durable, ordered facts of one grain, over any grain storage. An entry is applied when it is durable, and only then its
/// caller gets the result. Belongs to one activation and runs on its scheduler; nothing here is thread-safe.
/// </summary>
/// <example>
/// <code>
/// _journal = journals.Open(this.GetGrainId(), _state);   // in the constructor
/// await _journal.Recover();                              // in OnActivateAsync
/// return await _journal.Append(batch);                   // in a grain method that interleaves; JournalLostException → DeactivateOnIdle
/// await _journal.Leave();                                // in OnDeactivateAsync
/// </code>
/// </example>
/// <remarks>
/// One append is under way at a time; entries that arrive meanwhile share the next segment. When the log since the last
/// checkpoint outweighs it, the journal writes a checkpoint beside the appends, so a fact costs O(1) writes for ever.
/// </remarks>
internal sealed partial class Journal<TEntry, TResult, TSnapshot>(
    RecordStore records, IJournaled<TEntry, TResult, TSnapshot> subject, JournalTools<TEntry, TSnapshot> tools)
{
    private readonly ulong _writer = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
    private readonly WaitingEntries<TEntry, TResult> _waiting = new(tools.Options.EntriesWaitingMax, tools.Options.BytesWaitingMax);
    private readonly SettledStore _store = new(records, tools.Options.SettleTimeout, tools.Time, tools.Telemetry);
    private JournalPosition? _position;
    private SegmentLog? _log;
    private Checkpointing? _checkpointing;
    private Task _appending = Task.CompletedTask;
    private Task _checkpoint = Task.CompletedTask;
    private bool _leaving;
    private long _checkpointWeightMin = JournalLimits.CheckpointWeightMin;

    /// <summary>The generation of the journal, 16 lower-case hexadecimal digits. Fixed by the first write.</summary>
    public string Epoch => Position.Epoch.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>The offset of the last applied operation; 0 if there is none.</summary>
    public long Head => Position.Offset;

    /// <summary>Why this activation may no longer write; null while it may.</summary>
    public JournalLostException? Lost { get; private set; }

    private JournalPosition Position => _position ?? throw new InvalidOperationException("The journal is not recovered yet.");

    /// <summary>Restores the subject to everything that is durable. Call once, before anything else.</summary>
    /// <exception cref="JournalDamagedException">A record is not what was written.</exception>
    public async Task Recover()
    {
        var began = tools.Time.GetTimestamp();
        try
        {
            _position = await new Recovery(records, Restore, Replay).Run();
        }
        catch (Exception fault)
        {
            LogNotRecovered(tools.Logger, fault, records.Grain.ToString());
            throw;
        }

        _log = new SegmentLog(_position, _store, records, _writer, tools.Options, tools.Time, tools.Telemetry);
        _checkpointing = new Checkpointing(_position, _store, records, _writer, tools.Options.ClaimsSparedFor, tools.Time);
        tools.Telemetry.OnRecovered(tools.Time.GetElapsedTime(began));
    }

    /// <summary>Makes an entry durable, applies it, and returns what <see cref="IJournaled{TEntry,TResult,TSnapshot}.Apply"/> said.</summary>
    /// <exception cref="JournalBusyException">Too many entries wait; nothing of this one is kept.</exception>
    /// <exception cref="JournalLostException">This activation must end. Whether the entry is durable is unknown.</exception>
    /// <exception cref="JournalEntryTooLargeException">The entry does not fit into a record.</exception>
    public Task<TResult> Append(TEntry entry)
    {
        _ = Position;
        if (Lost is not null)
        {
            return Task.FromException<TResult>(Lost);
        }

        var count = subject.Count(entry);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1, nameof(entry));
        var waiting = new WaitingEntry<TEntry, TResult>(entry, count, tools.Entries.SerializeToArray(entry));
        if (waiting.Bytes.Length > JournalLimits.EntryBytesMax)
        {
            return Task.FromException<TResult>(new JournalEntryTooLargeException(waiting.Bytes.Length));
        }

        if (!_waiting.TryAdd(waiting))
        {
            tools.Telemetry.OnJournalBusy();
            return Task.FromException<TResult>(new JournalBusyException(_waiting.Count));
        }

        if (_appending.IsCompleted)
        {
            _appending = AppendWaiting();
        }

        return waiting.Result.Task;
    }

    /// <summary>Completes when no append and no checkpoint is under way. Never throws.</summary>
    public async Task Settled()
    {
        while (!_appending.IsCompleted || !_checkpoint.IsCompleted)
        {
            await Task.WhenAll(_appending, _checkpoint);
        }
    }

    /// <summary>
    /// Completes when this activation writes nothing any more. Clearing would hold up a silo that stops for as long as the log was: it is left to the
    /// next activation, as after a crash. Never throws.
    /// </summary>
    public Task Leave()
    {
        _leaving = true;
        return Settled();
    }

    /// <summary>Writes a checkpoint now, whatever the log weighs; completes when it is written and the old records are cleared.</summary>
    internal Task Checkpoint()
    {
        if (_checkpoint.IsCompleted && Lost is null && !_leaving && _log is { Claimed: true })
        {
            _checkpoint = WriteCheckpoint();
        }

        return _checkpoint;
    }

    private async Task AppendWaiting()
    {
        while (_waiting.Count > 0)
        {
            var segment = _waiting.TakeSegment();
            try
            {
                await _log!.Append(Array.ConvertAll(segment, entry => (ReadOnlyMemory<byte>)entry.Bytes));
                Array.ForEach(segment, Apply);
            }
            catch (Exception fault)
            {
                Lose(fault);
                Array.ForEach(segment, entry => entry.Result.TrySetException(Lost!));
                return;
            }

            if (Position.LogWeight > Math.Max(_checkpointWeightMin, Position.Head?.Checkpoint?.Weight ?? 0))
            {
                _ = Checkpoint();
            }
        }
    }

    private void Apply(WaitingEntry<TEntry, TResult> waiting)
    {
        var result = subject.Apply(waiting.Entry, Position.Offset + 1);
        Position.Offset += waiting.Count;
        waiting.Result.SetResult(result);
    }

    private async Task WriteCheckpoint()
    {
        try
        {
            var began = tools.Time.GetTimestamp();
            var snapshot = new ChunkedBuffer();
            tools.Snapshots.Serialize(subject.TakeSnapshot(), snapshot);
            tools.Telemetry.OnSnapshotTaken(tools.Time.GetElapsedTime(began));
            var weight = Position.LogWeight;
            if (!await _checkpointing!.Write(snapshot))
            {
                AbandonCheckpoint();
                return;
            }

            Position.LogWeight -= weight;
            _checkpointWeightMin = JournalLimits.CheckpointWeightMin;
            tools.Telemetry.OnCheckpoint();
        }
        catch (Exception fault)
        {
            Lose(fault);
            return;
        }

        try
        {
            await _checkpointing.Clear(() => _leaving);
        }
        catch (Exception fault)
        {
            LogNotCleared(tools.Logger, fault, records.Grain.ToString());
        }
    }

    private void AbandonCheckpoint()
    {
        // The next attempt comes when the log has grown by half, so a storage that refuses chunks is not hammered.
        _checkpointWeightMin = Position.LogWeight * 3 / 2;
        tools.Telemetry.OnCheckpointAbandoned();
        LogAbandoned(tools.Logger, records.Grain.ToString(), Position.LogWeight);
    }

    private void Lose(Exception fault)
    {
        Lost ??= fault as JournalLostException
            ?? new JournalLostException($"The journal of {records.Grain} cannot go on: {fault.Message}", fault);
        _waiting.FailAll(Lost);
        LogLost(tools.Logger, Lost, records.Grain.ToString());
    }

    private void Restore(ReadOnlySequence<byte> bytes, string name) =>
        subject.Restore(Readable(() => tools.Snapshots.Deserialize(bytes), name));

    private long Replay(Segment segment)
    {
        var offset = segment.FirstOffset;
        foreach (var bytes in segment.Entries)
        {
            var entry = Readable(() => tools.Entries.Deserialize(bytes), RecordNames.Segment(segment.Number));
            subject.Apply(entry, offset);
            offset += subject.Count(entry);
        }

        return offset - segment.FirstOffset;
    }

    private T Readable<T>(Func<T?> deserialize, string name)
    {
        try
        {
            return deserialize() ?? throw new InvalidDataException("it is null");
        }
        catch (Exception fault)
        {
            throw new JournalDamagedException(records.Grain, name, "its content cannot be deserialized", fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The journal of {Grain} cannot be recovered; each call to it tries again")]
    private static partial void LogNotRecovered(ILogger logger, Exception fault, string grain);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The journal of {Grain} is lost to this activation")]
    private static partial void LogLost(ILogger logger, Exception lost, string grain);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A checkpoint of {Grain} was given up, its log of weight {Weight} grows on")]
    private static partial void LogAbandoned(ILogger logger, string grain, long weight);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old records of {Grain} are not cleared yet; the next checkpoint tries again")]
    private static partial void LogNotCleared(ILogger logger, Exception fault, string grain);
}
