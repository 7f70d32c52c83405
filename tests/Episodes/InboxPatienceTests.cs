using System.Reflection;
using Interactions.Comments;
using Interactions.Episodes;
using Interactions.Gateway.Episodes;
using Interactions.Refusals;
using Interactions.Tests.Cluster;
using Interactions.Users;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Interactions.Tests.Episodes;

/// <summary>The patience of an inbox with an episode that hangs, by a clock that moves only when a test moves it.</summary>
public sealed class InboxPatienceTests
{
    private static readonly TimeSpan HangMax = TimeSpan.FromMinutes(1);
    private readonly FakeTimeProvider _clock = new();
    private readonly HangingEpisode _hanging;
    private readonly EpisodeInbox _inbox;

    public InboxPatienceTests()
    {
        IEpisodeGrain episode = DispatchProxy.Create<IEpisodeGrain, HangingEpisode>();
        _hanging = (HangingEpisode)(object)episode;
        RoomsOptions options = new() { ApplyPatience = TimeSpan.FromSeconds(5), CommentsInterval = TimeSpan.FromMilliseconds(25) };
        _inbox = new EpisodeInbox(episode, options, TestCalls.Of(options, clock: _clock), _clock, TestCalls.Telemetry);
    }

    [Fact]
    public async Task Who_has_waited_out_his_patience_behind_another_hears_busy_without_being_sent()
    {
        Task<EpisodeOutcome> first = Like(1);
        TaskCompletionSource<EpisodeOutcomes> call = await _hanging.NextCall();
        Task<EpisodeOutcome> second = Like(2);
        _clock.Advance(TimeSpan.FromSeconds(6));
        call.SetException(new TimeoutException());
        Assert.Equal(RefusalCode.Busy, (await first.WaitAsync(HangMax, TestContext.Current.CancellationToken)).Refusal);
        Assert.Equal(RefusalCode.Busy, (await second.WaitAsync(HangMax, TestContext.Current.CancellationToken)).Refusal);
        Assert.Equal(1, _hanging.Calls);

        // The next one finds an inbox as good as new.
        Task<EpisodeOutcome> third = Like(3);
        (await _hanging.NextCall()).SetResult(new EpisodeOutcomes([Done], 1));
        Assert.Equal(Done, await third.WaitAsync(HangMax, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Time_spent_waiting_for_a_turn_is_taken_from_the_patience()
    {
        Task<EpisodeOutcome> first = Like(1);
        TaskCompletionSource<EpisodeOutcomes> call = await _hanging.NextCall();
        Task<EpisodeOutcome> second = Like(2);
        _clock.Advance(TimeSpan.FromSeconds(4));
        call.SetResult(new EpisodeOutcomes([Done], 1));
        Assert.Equal(Done, await first.WaitAsync(HangMax, TestContext.Current.CancellationToken));
        call = await _hanging.NextCall();
        _clock.Advance(TimeSpan.FromSeconds(2));
        call.SetException(new TimeoutException());
        Assert.Equal(RefusalCode.Busy, (await second.WaitAsync(HangMax, TestContext.Current.CancellationToken)).Refusal);
        Assert.Equal(2, _hanging.Calls);
    }

    [Fact]
    public async Task A_comment_whose_turn_comes_in_less_than_a_millisecond_is_sent()
    {
        Task<EpisodeOutcome> first = Comment(1);
        TaskCompletionSource<EpisodeOutcomes> call = await _hanging.NextCall();
        Task<EpisodeOutcome> second = Comment(2);
        _clock.Advance(TimeSpan.FromMilliseconds(24.5));
        call.SetResult(new EpisodeOutcomes([Done], 1));
        Assert.Equal(Done, await first.WaitAsync(HangMax, TestContext.Current.CancellationToken));
        Task<EpisodeOutcome> third = Comment(3);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        (await _hanging.NextCall()).SetResult(new EpisodeOutcomes([Done, Done], 1));
        Assert.Equal([Done, Done], await Task.WhenAll(second, third).WaitAsync(HangMax, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_waits_less_in_a_storm_does_not_wait_for_the_comments_before_it()
    {
        Task<EpisodeOutcome> first = Like(0);
        TaskCompletionSource<EpisodeOutcomes> call = await _hanging.NextCall();
        Task<EpisodeOutcome>[] storm = [.. Enumerable.Range(1, WaitingOperations.StormMin).Select(user => Like((ulong)user))];
        call.SetResult(new EpisodeOutcomes([Done], 1));
        (await _hanging.NextCall()).SetResult(new EpisodeOutcomes([.. Enumerable.Repeat(Done, storm.Length)], 1));
        await Task.WhenAll([first, .. storm]).WaitAsync(HangMax, TestContext.Current.CancellationToken);
        Task<EpisodeOutcome>[] both = [Comment(1), Like(1)];
        Assert.Equal(2, _hanging.Calls);
        _clock.Advance(WaitingOperations.StormInterval);
        (await _hanging.NextCall()).SetResult(new EpisodeOutcomes([Done, Done], 1));
        Assert.Equal([Done, Done], await Task.WhenAll(both).WaitAsync(HangMax, TestContext.Current.CancellationToken));
    }

    private static EpisodeOutcome Done => new(RefusalCode.None, true, true, 1);

    private Task<EpisodeOutcome> Comment(ulong user) => _inbox.Post(EpisodeOperation.Comment(
        new UserKey(1, user), new CommentId($"c-{user}"), new CommentDraft("ann", "Ann", 0, "hello", CommentMode.Scroll, 0xFFFFFF)));

    private Task<EpisodeOutcome> Like(ulong user) => _inbox.Post(EpisodeOperation.Like(new UserKey(1, user), true));
}

/// <summary>An episode whose calls return when the test says so.</summary>
public class HangingEpisode : DispatchProxy
{
    private readonly System.Threading.Channels.Channel<TaskCompletionSource<EpisodeOutcomes>> _calls =
        System.Threading.Channels.Channel.CreateUnbounded<TaskCompletionSource<EpisodeOutcomes>>();

    public int Calls { get; private set; }

    public async Task<TaskCompletionSource<EpisodeOutcomes>> NextCall() =>
        await _calls.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromMinutes(1));

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        TaskCompletionSource<EpisodeOutcomes> call = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Calls++;
        Assert.True(_calls.Writer.TryWrite(call));
        return call.Task;
    }
}
