namespace Interactions.Tests.Journal;

/// <summary>Runs a test as a grain runs: many tasks, one at a time. A journal relies on that.</summary>
internal static class OneAtATime
{
    public static Task Run(Func<Task> body) => Task.Factory.StartNew(
        body, CancellationToken.None, TaskCreationOptions.None, new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler).Unwrap();
}
