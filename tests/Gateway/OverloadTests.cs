using Interactions.Episodes;
using Interactions.Refusals;
using Interactions.Silo.Journal;
using Interactions.Tests.Journal;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Xunit;

namespace Interactions.Tests.Gateway;

/// <summary>More than an episode takes: what waits is bounded, the rest is told when to come back, and what was acknowledged counts.</summary>
public sealed class OverloadTests
{
    private const int Viewers = 120;
    private const int InboxMax = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Above_its_bound_an_inbox_says_busy_at_once_and_afterwards_everything_works_and_counts_once()
    {
        FaultyStorage storage = new(new Interactions.Silo.Storage.MemoryGrainStorage());
        await using RunningGateway gateway = await RunningGateway.Start(
            ["--Storage:Provider=Memory", $"--Rooms:InboxOperationsMax={InboxMax}", "--Limits:Enforced=false", "--Journal:WriteTimeout=00:01:00",
                "--Rooms:ApplyPatience=00:01:00"],
            builder => builder.Services.AddKeyedSingleton<IGrainStorage>(JournalFactory.StorageName, storage));
        TestEpisode episode = await TestEpisode.Create(gateway);
        TestViewer[] viewers = await Task.WhenAll(Enumerable.Range(0, Viewers).Select(i => TestViewer.Connect(gateway, $"viewer-{i}")));
        // The first like of an episode also asks other grains, which are to answer from memory afterwards.
        await using TestViewer first = await TestViewer.Connect(gateway, "first");
        Assert.True((await first.Like(episode)).Ok);

        TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        storage.Gate = open.Task;
        LikeRequest like = new(episode.Id, true);
        Task<LikeAnswer>[] attempts = [.. viewers.Select(viewer => viewer.Hub.InvokeAsync<LikeAnswer>(nameof(IViewerHub.Like), like, Cancel))];
        // One batch may be under way and one may wait, each as large as the bound: the others are answered while the storage takes nothing.
        LikeAnswer[] refused = await FirstOf(attempts, Viewers - (2 * InboxMax)).WaitAsync(Patience, TimeProvider.System, Cancel);
        Assert.All(refused, answer => Assert.True(answer is { Ok: false, Refusal: { Code: (int)RefusalCode.Busy, RetryAfterMs: > 0 } }));

        open.SetResult();
        storage.Gate = Task.CompletedTask;
        LikeAnswer[] answers = await Task.WhenAll(attempts).WaitAsync(Patience, TimeProvider.System, Cancel);
        int taken = answers.Count(answer => answer.Ok);
        Assert.InRange(taken, InboxMax + 1, 2 * InboxMax);
        Assert.Equal(1 + taken, (await episode.Get<Tally>("tally")).Likes);

        foreach (TestViewer viewer in viewers) { Assert.True((await viewer.Like(episode)).Ok); }
        Assert.Equal(1 + Viewers, (await episode.Get<Tally>("tally")).Likes);
        foreach (TestViewer viewer in viewers) { await viewer.DisposeAsync(); }
    }

    private static async Task<LikeAnswer[]> FirstOf(Task<LikeAnswer>[] attempts, int count)
    {
        List<LikeAnswer> first = [];
        await foreach (Task<LikeAnswer> attempt in Task.WhenEach(attempts).WithCancellation(Cancel))
        {
            first.Add(await attempt);
            if (first.Count == count) { break; }
        }
        return [.. first];
    }
}
