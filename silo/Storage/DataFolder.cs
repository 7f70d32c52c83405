namespace Interactions.Silo.Storage;

/// <summary>The folder of an embedded storage, held by one process at a time.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    /// <exception cref="StorageRefusedException">The folder cannot be used, or another process uses it.</exception>
    public DataFolder(string path)
    {
        FullPath = Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(FullPath);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StorageRefusedException($"The data folder '{FullPath}' cannot be made: {fault.Message}", fault);
        }

        try
        {
            _lock = new FileStream(Path.Combine(FullPath, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException fault)
        {
            throw new StorageRefusedException($"The data folder '{FullPath}' cannot be written: {fault.Message}", fault);
        }
        catch (IOException fault)
        {
            throw new StorageRefusedException(
                $"The data folder '{FullPath}' is in use by another process: stop that one, or choose another folder with Storage:Path.", fault);
        }
    }

    public string FullPath { get; }

    // The file stays: deleting it would let two processes hold "the" lock, one of them on the deleted file.
    public void Dispose() => _lock.Dispose();
}
