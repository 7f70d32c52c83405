using Interactions.Comments;
using Interactions.Episodes;
using Interactions.Gateway.Episodes;
using Interactions.Refusals;
using Interactions.Tests.Cluster;
using Interactions.Tests.Journal;
using Interactions.Users;
using Xunit;

namespace Interactions.Tests.Episodes;

/// <summary>How gateways post: two inboxes are two gateways.</summary>
[Collection(nameof(TestSilo))]
public sealed class EpisodeInboxTests(TestSilo silo) : IDisposable
{
    private static readonly CommentDraft Hello = new("ann", "Ann", 5_000, "hello", CommentMode.Scroll, 0xFFFFFF);

    public void Dispose() => silo.Storage.Decide = (_, _) => Fault.None;

    [Fact]
    public async Task Likes_from_two_gateways_add_up()
    {
        IEpisodeGrain episode = await silo.NewEpisode();
        EpisodeInbox[] gateways = [Inbox(episode), Inbox(episode)];
        EpisodeOutcome[] outcomes = await Task.WhenAll(Enumerable.Range(0, 5_000).Select(i => gateways[i % 2].Post(Like(i))));
        Assert.All(outcomes, outcome => Assert.True(outcome is { Refusal: RefusalCode.None, Changed: true, On: true }));
        Assert.Equal(5_000, (await episode.GetTally()).Likes);
    }

    [Fact]
    public async Task Row_50_the_same_comment_a_hundred_times_over_two_gateways_has_one_effect_and_one_answer()
    {
        IEpisodeGrain episode = await silo.NewEpisode();
        EpisodeInbox[] gateways = [Inbox(episode), Inbox(episode)];
        EpisodeOperation comment = EpisodeOperation.Comment(new UserKey(1, 1), new CommentId("c"), Hello);
        EpisodeOutcome[] outcomes = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => gateways[i % 2].Post(comment)));
        Assert.Single(outcomes, outcome => outcome.Changed);
        Assert.Single(outcomes.Select(outcome => outcome with { Changed = true }).Distinct());
        Assert.Equal(1, (await episode.GetTally()).Comments);
    }

    [Fact]
    public async Task A_full_inbox_says_busy_and_takes_again_when_it_is_emptier()
    {
        IEpisodeGrain episode = await silo.NewEpisode();
        TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        silo.Storage.Gate = open.Task;
        EpisodeInbox inbox = Inbox(episode, new RoomsOptions { InboxOperationsMax = 10, ApplyPatience = TestCalls.Patience });
        Task<EpisodeOutcome>[] posts = [.. Enumerable.Range(0, 2_000).Select(i => inbox.Post(Like(i)))];
        EpisodeOutcome[] refused = [.. posts.Where(post => post.IsCompleted).Select(post => post.Result)];
        open.SetResult();
        silo.Storage.Gate = Task.CompletedTask;
        EpisodeOutcome[] outcomes = await Task.WhenAll(posts);

        Assert.NotEmpty(refused);
        Assert.All(refused, outcome => Assert.True(outcome is { Refusal: RefusalCode.Busy, RetryAfterMs: > 0 }));
        Assert.Equal((await episode.GetTally()).Likes, outcomes.Count(outcome => outcome.Changed));
        Assert.True((await inbox.Post(Like(9_999))).Changed);
    }

    [Fact]
    public async Task While_an_episode_cannot_recover_its_viewers_hear_busy_and_nobody_waits_for_ever()
    {
        IEpisodeGrain episode = await silo.NewEpisode();
        await silo.Deactivate(episode);
        silo.Storage.Decide = (_, _) => Fault.FailsBefore;
        EpisodeInbox inbox = Inbox(episode, new RoomsOptions { ApplyPatience = TimeSpan.FromMilliseconds(200) });
        EpisodeOutcome refused = await inbox.Post(Like(1)).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.Equal(RefusalCode.Busy, refused.Refusal);
        silo.Storage.Decide = (_, _) => Fault.None;
        Assert.True((await Inbox(episode).Post(Like(1))).Changed);
    }

    private static EpisodeInbox Inbox(IEpisodeGrain episode, RoomsOptions? options = null) =>
        new(episode, options ??= TestCalls.Patient, TestCalls.Of(options), TimeProvider.System, TestCalls.Telemetry);

    private static EpisodeOperation Like(int user) => EpisodeOperation.Like(new UserKey(1, (ulong)user), true);
}
