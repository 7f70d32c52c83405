using System.Collections.Concurrent;
using System.Globalization;
using Orleans.Storage;

namespace Interactions.Silo.Storage;

/// <summary>
/// Keeps records durably in a folder of this machine, with nothing to install. A write returns when it is on the disk
/// (WAL, <c>synchronous=FULL</c>). One process at a time.
/// </summary>
internal sealed class SqliteGrainStorage : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private const int ReadersMax = 4;
    private readonly DataFolder _folder;
    private readonly FreshRecords _fresh;
    private readonly SqliteWriter _writer;
    private readonly ConcurrentBag<SqliteReader> _readers = [];
    private readonly SemaphoreSlim _reading = new(ReadersMax);

    /// <exception cref="StorageRefusedException">The folder is in use, or cannot be used.</exception>
    public SqliteGrainStorage(string path, SqliteTuning? tuning = null)
    {
        tuning ??= new SqliteTuning();
        _fresh = new FreshRecords(tuning.FreshRowsMax);
        _folder = new DataFolder(path);
        try
        {
            _writer = new SqliteWriter(SqliteDatabase.OpenToWrite(_folder.FullPath, tuning), _fresh);
        }
        catch
        {
            _folder.Dispose();
            throw;
        }
    }

    /// <summary>Has one effect: the file is opened, or refused, when the silo starts and not with the first grain.</summary>
    public void Participate(ISiloLifecycle lifecycle)
    {
    }

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = Key(stateName, grainId);
        await _reading.WaitAsync().ConfigureAwait(false);
        try
        {
            // On the thread pool: a page that is not cached must not block the scheduler of a grain.
            var (bytes, version) = await Task.Run(() => Read(key)).ConfigureAwait(false);
            RecordState.Fill(grainState, bytes, version?.ToString(CultureInfo.InvariantCulture));
        }
        finally
        {
            _reading.Release();
        }
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var write = new SqliteWrite(Key(stateName, grainId), RecordState.BytesOf(grainState), Version(stateName, grainId, grainState.ETag));
        var version = await _writer.Write(write).ConfigureAwait(false)
            ?? throw RecordState.Conflict(stateName, grainId, grainState.ETag);
        grainState.ETag = version.ToString(CultureInfo.InvariantCulture);
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var write = new SqliteWrite(Key(stateName, grainId), Bytes: null, Version(stateName, grainId, grainState.ETag));
        _ = await _writer.Write(write).ConfigureAwait(false)
            ?? throw RecordState.Conflict(stateName, grainId, grainState.ETag);
        RecordState.Fill(grainState, bytes: null, etag: null);
    }

    /// <summary>Commits what waits and lets go of the folder.</summary>
    public void Dispose()
    {
        while (_readers.TryTake(out var reader))
        {
            reader.Dispose();
        }

        _writer.Dispose();
        _folder.Dispose();
        _reading.Dispose();
    }

    private (byte[]? Bytes, long? Version) Read(RecordKey key)
    {
        var reader = _readers.TryTake(out var idle) ? idle : new SqliteReader(SqliteDatabase.OpenToRead(_folder.FullPath), _fresh);
        try
        {
            var found = reader.Read(key);
            _readers.Add(reader);
            return found;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    private static RecordKey Key(string stateName, GrainId grainId) => new(grainId.ToString(), stateName);

    private static long? Version(string stateName, GrainId grainId, string? etag) => etag switch
    {
        null => null,
        _ when long.TryParse(etag, NumberStyles.None, CultureInfo.InvariantCulture, out var version) => version,
        _ => throw RecordState.Conflict(stateName, grainId, etag),
    };
}
