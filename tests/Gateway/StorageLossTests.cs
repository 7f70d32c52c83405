using System.Net;
using Interactions.Episodes;
using Interactions.Refusals;
using Interactions.Silo.Journal;
using Interactions.Tests.Journal;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Xunit;

namespace Interactions.Tests.Gateway;

/// <summary>What viewers hear while the storage is away, and afterwards.</summary>
public sealed class StorageLossTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_the_storage_is_away_everything_says_busy_and_goes_on_by_itself_when_it_is_back()
    {
        FaultyStorage storage = new(new Interactions.Silo.Storage.MemoryGrainStorage());
        await using RunningGateway gateway = await RunningGateway.Start(
            ["--Storage:Provider=Memory", "--Journal:SettleTimeout=00:00:00.2", "--Rooms:ApplyPatience=00:00:00.2", "--Limits:Enforced=false"],
            builder => builder.Services.AddKeyedSingleton<IGrainStorage>(JournalFactory.StorageName, storage));
        TestEpisode episode = await TestEpisode.Create(gateway);
        await using TestViewer ann = await TestViewer.Connect(gateway, TestEpisode.NewId("user"));
        Assert.True((await ann.Like(episode)).Ok);

        storage.Decide = (_, _) => Fault.FailsBefore;
        Refusal[] refusals =
        [
            await ann.Refused<LikeAnswer>("Like", new LikeRequest(episode.Id, false)),
            await ann.Refused<JoinAnswer>("Join", new JoinRequest(episode.Id)),
            await ann.Refused<CommentAnswer>("Comment", new CommentRequest(episode.Id, "c", 0, "hi")),
            await ann.Refused<FollowAnswer>("Follow", new FollowRequest(episode.CreatorId, true)),
        ];
        Assert.All(refusals, refusal => Assert.True(refusal is { Code: (int)RefusalCode.Busy, RetryAfterMs: > 0 }));
        using (HttpResponseMessage answer = await gateway.Http.GetAsync($"/api/episodes/{episode.Id}/tally", Cancel))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.NotNull(answer.Headers.RetryAfter?.Delta);
            Assert.Contains("\"busy\"", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        }

        storage.Decide = (_, _) => Fault.None;
        JoinAnswer joined = await Repeat(() => ann.Join(episode), answer => answer.Refusal);
        Assert.True(joined is { Ok: true, Mine.Liked: true, Tally.Likes: 1 });
        Assert.True((await Repeat(() => ann.Comment(episode, "c"), answer => answer.Refusal)).Ok);
        FollowRequest follow = new(episode.CreatorId, true);
        Assert.True((await Repeat(() => ann.Call<FollowAnswer>("Follow", follow), answer => answer.Refusal)).Ok);
        Assert.Equal("c", (await ann.SeesComment("c")).Id);
    }

    /// <summary>Again while the answer is to come back later, as clients do: recovering takes as long as it takes.</summary>
    private static async Task<T> Repeat<T>(Func<Task<T>> call, Func<T, Refusal?> refusalOf)
    {
        long began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            T answer = await call();
            if (refusalOf(answer)?.Code != (int)RefusalCode.Busy || TimeProvider.System.GetElapsedTime(began) > Patience) { return answer; }
        }
    }
}
