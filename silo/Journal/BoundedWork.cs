namespace Interactions.Silo.Journal;

/// <summary>
/// Runs asynchronous work, a few items at a time, on the scheduler of the caller: <see cref="Parallel"/> would leave the
/// activation's. The workers share the iterator without a lock, because that scheduler runs one at a time.
/// </summary>
internal static class BoundedWork
{
    public static async Task Run<T>(int concurrency, IEnumerable<T> items, Func<T, Task> work)
    {
        using var source = items.GetEnumerator();
        var workers = new Task[concurrency];
        for (var i = 0; i < concurrency; i++)
        {
            workers[i] = Worker();
        }

        await Task.WhenAll(workers);

        async Task Worker()
        {
            while (source.MoveNext())
            {
                await work(source.Current);
            }
        }
    }
}
