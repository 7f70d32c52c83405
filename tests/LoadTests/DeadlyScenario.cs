using Interactions.LoadTests.Driver;
using Interactions.LoadTests.Scenarios;

namespace Interactions.Tests.LoadTests;

/// <summary>Does something in the middle of another scenario, once its first iteration has its answer; what comes later waits until it is done.</summary>
internal sealed class DeadlyScenario(IScenario scenario, long atIteration, Func<Task> deed) : IScenario
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _first = Task.CompletedTask;

    public string Name => scenario.Name;

    public string Sentence => scenario.Sentence;

    public Task Prepare(Stage stage) => scenario.Prepare(stage);

    public async Task Iterate(Turn turn)
    {
        if (turn.Number == atIteration)
        {
            await _first;
            await Task.Run(deed);
            _done.SetResult();
        }
        if (turn.Number >= atIteration) { await _done.Task; }
        Task iteration = scenario.Iterate(turn);
        if (turn.Number == 0) { _first = iteration; }
        await iteration;
    }

    public Task Finish(Stage stage) => scenario.Finish(stage);
}
