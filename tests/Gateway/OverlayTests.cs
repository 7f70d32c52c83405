using System.Net;
using System.Net.Http.Json;
using Interactions.Creators;
using Interactions.Episodes;
using Interactions.Gateway.Access;
using Interactions.Gateway.Creators;
using Interactions.Refusals;
using Microsoft.AspNetCore.SignalR.Client;
using Xunit;

namespace Interactions.Tests.Gateway;

/// <summary>Overlays: a key that opens one episode, until it is revoked.</summary>
public sealed class OverlayTests(GatewayFixture fixture)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_opens_its_episode_until_it_is_revoked_and_the_screen_is_told_why()
    {
        RunningGateway gateway = await fixture.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        using HttpClient creator = gateway.HttpAs(episode.CreatorId, Roles.Creator);
        OverlayItem made = await Make(creator, episode);
        await using TestViewer screen = await TestViewer.Connect(gateway);
        TaskCompletionSource<SessionEnd> told = new(TaskCreationOptions.RunContinuationsAsynchronously);
        screen.Hub.On<SessionEnded>(nameof(IViewerClient.SessionEnded), notice => told.TrySetResult(notice.Reason));
        OverlayAnswer opened = await Open(screen, episode, made.Key);
        Assert.Equal((true, episode.Id), (opened.Ok, opened.EpisodeId));
        Assert.True((await screen.Join(episode)).Ok);
        await using TestViewer ann = await TestViewer.At(gateway, episode);
        Assert.True((await ann.Comment(episode, "c1")).Ok);
        await screen.SeesComment("c1");
        Assert.Equal(1, (await PeopleTests.Until<Tally>(creator, $"/api/episodes/{episode.Id}/tally", tally => tally.Viewers > 0)).Viewers);
        OverlayItem listed = Assert.Single((await creator.GetFromJsonAsync<OverlayItems>(Route(episode), TestEpisode.Json, Cancel))!.Overlays);
        Assert.Equal(made with { Key = null }, listed);

        Assert.Equal(HttpStatusCode.NoContent, (await creator.DeleteAsync($"{Route(episode)}/{made.OverlayId}", Cancel)).StatusCode);
        Assert.Equal(SessionEnd.OverlayRevoked, await told.Task.WaitAsync(Patience, Cancel));
        await screen.Closed.Task.WaitAsync(Patience, Cancel);
        await using TestViewer again = await TestViewer.Connect(gateway);
        Assert.Equal((int)RefusalCode.Forbidden, (await Open(again, episode, made.Key)).Refusal?.Code);
        Assert.Equal(HttpStatusCode.NoContent, (await creator.DeleteAsync($"{Route(episode)}/{made.OverlayId}", Cancel)).StatusCode);
    }

    [Fact]
    public async Task Making_it_again_gives_another_key_and_the_first_is_good_no_more()
    {
        RunningGateway gateway = await fixture.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        using HttpClient creator = gateway.HttpAs(episode.CreatorId, Roles.Creator);
        string? first = (await Make(creator, episode)).Key;
        string? second = (await Make(creator, episode)).Key;
        await using TestViewer screen = await TestViewer.Connect(gateway);
        Assert.False((await Open(screen, episode, first)).Ok);
        Assert.True((await Open(screen, episode, second)).Ok);
        Assert.Single((await creator.GetFromJsonAsync<OverlayItems>(Route(episode), TestEpisode.Json, Cancel))!.Overlays);
    }

    [Fact]
    public async Task A_wrong_key_and_an_unknown_creator_are_refused_alike_and_only_the_creator_makes_overlays()
    {
        RunningGateway gateway = await fixture.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        TestEpisode foreign = await TestEpisode.Create(gateway);
        await using TestViewer screen = await TestViewer.Connect(gateway);
        OverlayRequest[] wrong = [new(episode.CreatorId, "guess"), new(TestEpisode.NewId("nobody"), "guess")];
        foreach (OverlayRequest request in wrong)
        {
            Assert.Equal((int)RefusalCode.Forbidden, (await screen.Refused<OverlayAnswer>(nameof(IViewerHub.OpenOverlay), request)).Code);
        }
        Assert.Equal("key", (await screen.Refused<OverlayAnswer>(nameof(IViewerHub.OpenOverlay), new OverlayRequest(episode.CreatorId, null))).Field);

        using HttpClient other = gateway.HttpAs(foreign.CreatorId, Roles.Creator);
        using HttpResponseMessage notOwn = await other.PutAsJsonAsync($"{Route(episode)}/obs", new { episodeId = episode.Id }, Cancel);
        Assert.Equal(HttpStatusCode.Forbidden, notOwn.StatusCode);
        using HttpResponseMessage notHis = await other.PutAsJsonAsync($"{Route(foreign)}/obs", new { episodeId = episode.Id }, Cancel);
        Assert.Equal(HttpStatusCode.NotFound, notHis.StatusCode);
    }

    [Fact]
    public async Task Followers_are_counted_by_the_hour()
    {
        RunningGateway gateway = await fixture.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        await using TestViewer ann = await TestViewer.Connect(gateway, TestEpisode.NewId("user"));
        Assert.True((await ann.Call<FollowAnswer>("Follow", new FollowRequest(episode.CreatorId, true))).Ok);
        using HttpClient creator = gateway.HttpAs(episode.CreatorId, Roles.Creator);
        FollowerCurve curve = (await creator.GetFromJsonAsync<FollowerCurve>($"/api/creators/{episode.CreatorId}/followers", TestEpisode.Json, Cancel))!;
        Assert.Equal((1, 0, 1), curve.Hours.Select(hour => (hour.Gained, hour.Lost, hour.Followers)).Single());
    }

    private static string Route(TestEpisode episode) => $"/api/creators/{episode.CreatorId}/overlays";

    private static Task<OverlayAnswer> Open(TestViewer screen, TestEpisode episode, string? key) =>
        screen.Call<OverlayAnswer>(nameof(IViewerHub.OpenOverlay), new OverlayRequest(episode.CreatorId, key));

    private static async Task<OverlayItem> Make(HttpClient creator, TestEpisode episode)
    {
        using HttpResponseMessage answer = await creator.PutAsJsonAsync($"{Route(episode)}/obs", new { episodeId = episode.Id }, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<OverlayItem>(TestEpisode.Json, Cancel))!;
    }
}
