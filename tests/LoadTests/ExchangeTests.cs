using Interactions.LoadTests.Scenarios;
using Interactions.LoadTests.Viewers;
using Xunit;

namespace Interactions.Tests.LoadTests;

/// <summary>The thread that hears all answers: what goes on with one may be the end of the run itself.</summary>
public sealed class ExchangeTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task What_goes_on_with_an_answer_leaves_the_thread_that_heard_it()
    {
        TaskCompletionSource<int> answer = new();
        Task<Thread> goesOn = Task.Run(async () =>
        {
            Task<int> given = Stage.Answer(answer.Task);
            Thread wire = new(() => answer.SetResult(1));
            wire.Start();
            await given;
            Assert.NotSame(wire, Thread.CurrentThread);
            return wire;
        }, TestContext.Current.CancellationToken);
        (await goesOn.WaitAsync(Patience, TimeProvider.System, TestContext.Current.CancellationToken)).Join();
    }

    [Fact]
    public async Task The_thread_that_hears_answers_can_be_ended_by_what_runs_on_it()
    {
        Exchange exchange = new();
        TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        exchange.Post(() => _ = End());
        await ended.Task.WaitAsync(Patience, TimeProvider.System, TestContext.Current.CancellationToken);

        async Task End()
        {
            await exchange.DisposeAsync();
            ended.SetResult();
        }
    }
}
