using Interactions.Gateway.Cluster;
using Interactions.Gateway.Episodes;
using Interactions.Refusals;
using Xunit;

namespace Interactions.Tests.Cluster;

public sealed class RepeatedCallsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Calls_that_are_under_way_when_a_silo_is_lost_are_made_again_without_waiting_for_their_time_out()
    {
        using ClusterClientLink link = new();
        link.Changed(0, 2);
        int calls = 0;
        TaskCompletionSource<int> neverAnswered = new();
        Task<int> answer = TestCalls.Of(link: link).Run(() => Interlocked.Increment(ref calls) == 1 ? neverAnswered.Task : Task.FromResult(7));
        Assert.False(answer.IsCompleted);

        link.Changed(2, 3);
        Assert.False(answer.IsCompleted);

        link.Changed(3, 2);
        Assert.Equal(7, await answer.WaitAsync(TestCalls.Patience, TimeProvider.System, Cancel));
        Assert.Equal(2, calls);
        Assert.True(link.IsUp);
    }

    [Fact]
    public async Task A_call_that_fails_is_made_again_until_it_does_not()
    {
        int calls = 0;
        Task<int> answer = TestCalls.Of().Run(() => ++calls < 4 ? throw new TimeoutException() : Task.FromResult(calls));
        Assert.Equal(4, await answer.WaitAsync(TestCalls.Patience, TimeProvider.System, Cancel));
    }

    [Fact]
    public async Task What_fails_for_longer_than_the_patience_ends_in_its_last_fault()
    {
        RepeatedCalls calls = TestCalls.Of(new RoomsOptions { ApplyPatience = TimeSpan.FromMilliseconds(100) });
        Task<int> answer = calls.Run<int>(() => throw new BusyException("away"));
        await Assert.ThrowsAsync<BusyException>(() => answer.WaitAsync(TestCalls.Patience, TimeProvider.System, Cancel));
    }
}
