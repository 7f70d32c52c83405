namespace Interactions.Silo.Storage;

/// <summary>A storage on another machine, which may not be there.</summary>
internal interface IStorageReach
{
    /// <exception cref="StorageRefusedException">It cannot be used; the message is one line for the operator.</exception>
    Task Ask(CancellationToken cancellation);
}

/// <summary>
/// Asks the storage once before a host starts. A silo that finds out while it starts wraps the cause and logs it several times, with stack traces.
/// </summary>
public static class StorageReach
{
    /// <exception cref="StorageRefusedException">The storage cannot be used; the message is one line for the operator.</exception>
    public static async Task AskStorage(this IServiceProvider services, CancellationToken cancellation = default)
    {
        foreach (var storage in services.GetServices<IStorageReach>()) { await storage.Ask(cancellation); }
    }
}
