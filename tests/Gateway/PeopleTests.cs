using System.Net;
using System.Net.Http.Json;
using Interactions.Creators;
using Interactions.Episodes;
using Interactions.Gateway.Access;
using Interactions.Refusals;
using Interactions.Users;
using Microsoft.AspNetCore.SignalR.Client;
using Xunit;

namespace Interactions.Tests.Gateway;

/// <summary>Users' records, muting, creators' boards.</summary>
public sealed class PeopleTests(GatewayFixture fixture)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_one_does_is_in_ones_record_within_five_seconds_and_in_nobody_elses()
    {
        RunningGateway gateway = await fixture.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        string user = TestEpisode.NewId("user");
        await using TestViewer ann = await TestViewer.Connect(gateway, user);
        await ann.Like(episode);
        await ann.Comment(episode, "c", "mine");
        await ann.Call<FollowAnswer>("Follow", new FollowRequest(episode.CreatorId, true));
        await ann.Call<Answer>("Watch", new WatchRequest(episode.Id, "s", 1, [[0, 20]]));
        using HttpClient http = gateway.HttpAs(user);
        UserRecord record = await Until<UserRecord>(http, "/api/users/me", found =>
            found is { Likes.Length: 1, Follows.Length: 1, History.Length: 1, Comments.Length: 1 });
        Assert.Equal((episode.Id, episode.CreatorId, 20_000), (record.Likes[0].EpisodeId, record.Follows[0], record.History[0].PositionMs));
        Assert.Equal((CommentStanding.Shown, "mine"), (record.Comments[0].State, record.Comments[0].Text));

        using HttpClient other = gateway.HttpAs(TestEpisode.NewId("user"));
        Assert.Empty((await other.GetFromJsonAsync<UserRecord>("/api/users/me", TestEpisode.Json, Cancel))!.Likes);
        Assert.Equal(HttpStatusCode.Unauthorized, (await gateway.Http.GetAsync("/api/users/me", Cancel)).StatusCode);
    }

    [Fact]
    public async Task Settings_are_kept_and_bounded()
    {
        using HttpClient http = (await fixture.Gateway).HttpAs(TestEpisode.NewId("user"));
        UserSettings wanted = new(new Dictionary<string, string> { ["density"] = "high" });
        Assert.Equal(HttpStatusCode.NoContent, (await http.PutAsJsonAsync("/api/users/me/settings", wanted, TestEpisode.Json, Cancel)).StatusCode);
        Assert.Equal("high", (await http.GetFromJsonAsync<UserSettings>("/api/users/me/settings", TestEpisode.Json, Cancel))!.Values["density"]);
        UserSettings[] wrong =
        [
            new(new Dictionary<string, string> { ["a b"] = "x" }), new(new Dictionary<string, string> { ["a"] = new string('x', 257) }),
            new(Enumerable.Range(0, 33).ToDictionary(i => $"k{i}", _ => "v")), new(null!),
        ];
        foreach (UserSettings settings in wrong)
        {
            using HttpResponseMessage answer = await http.PutAsJsonAsync("/api/users/me/settings", settings, TestEpisode.Json, Cancel);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_muted_author_is_told_how_long_and_may_comment_again_when_it_is_lifted()
    {
        RunningGateway gateway = await fixture.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        await using TestViewer ann = await TestViewer.Connect(gateway, TestEpisode.NewId("user"));
        await ann.Comment(episode, "c");
        using HttpClient moderator = gateway.HttpAs(TestEpisode.NewId("mod"), Roles.Moderator);
        using HttpClient creator = gateway.HttpAs(episode.CreatorId, Roles.Creator);
        string route = $"/api/episodes/{episode.Id}/comments/c/mute";
        Assert.Equal(HttpStatusCode.Forbidden, (await creator.PostAsJsonAsync(route, new { seconds = 60 }, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await moderator.PostAsJsonAsync(route, new { seconds = -1 }, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await moderator.PostAsJsonAsync(route, new { seconds = 3_600, reason = "spam" }, Cancel)).StatusCode);
        Refusal refusal = await ann.Refused<CommentAnswer>("Comment", new CommentRequest(episode.Id, "d", 0, "again"));
        Assert.Equal((int)RefusalCode.TooFast, refusal.Code);
        Assert.InRange(refusal.RetryAfterMs ?? 0, 1_800_000, 3_600_000);
        Assert.True((await ann.Like(episode)).Ok);
        Assert.Equal(HttpStatusCode.NoContent, (await moderator.PostAsJsonAsync(route, new { seconds = 0 }, Cancel)).StatusCode);
        Assert.True((await ann.Comment(episode, "d")).Ok);
    }

    [Fact]
    public async Task Row_13_a_foreign_board_is_forbidden_in_the_same_words_whether_it_exists_or_not()
    {
        RunningGateway gateway = await fixture.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        string me = TestEpisode.NewId("creator");
        using HttpClient http = gateway.HttpAs(me, Roles.Creator);
        await using HubConnection hub = gateway.Creator(me);
        await hub.StartAsync(Cancel);
        List<string> answers = [];
        List<Refusal?> refusals = [];
        foreach (string id in (string[])[episode.CreatorId, "nobody-at-all"])
        {
            using HttpResponseMessage answer = await http.GetAsync($"/api/creators/{id}/board", Cancel);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            string body = await answer.Content.ReadAsStringAsync(Cancel);
            answers.Add(System.Text.RegularExpressions.Regex.Replace(body, "\"traceId\":\"[^\"]*\"", ""));
            refusals.Add((await hub.InvokeAsync<BoardAnswer>("Open", new OpenRequest(id), Cancel)).Refusal);
        }
        Assert.Single(answers.Distinct());
        Assert.Equal((int)RefusalCode.Forbidden, Assert.Single(refusals.Distinct())?.Code);
    }

    [Fact]
    public async Task Row_12_a_viewer_opens_no_board_even_of_his_own_name()
    {
        RunningGateway gateway = await fixture.Gateway;
        string user = TestEpisode.NewId("user");
        await using HubConnection hub = gateway.Hub(ICreatorHub.Path, gateway.Token(user, Roles.Viewer));
        await hub.StartAsync(Cancel);
        Assert.Equal((int)RefusalCode.Forbidden, (await hub.InvokeAsync<BoardAnswer>("Open", new OpenRequest(user), Cancel)).Refusal?.Code);
    }

    [Fact]
    public async Task A_board_that_is_open_comes_alive_when_viewers_act()
    {
        RunningGateway gateway = await fixture.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        await using HubConnection studio = gateway.Creator(episode.CreatorId);
        TaskCompletionSource<Board> alive = new(TaskCreationOptions.RunContinuationsAsynchronously);
        studio.On<Board>(nameof(ICreatorClient.Board), board => { if (board is { Totals.Likes: 1, Followers: 1 }) { alive.TrySetResult(board); } });
        await studio.StartAsync(Cancel);
        BoardAnswer opened = await studio.InvokeAsync<BoardAnswer>("Open", new OpenRequest(episode.CreatorId), Cancel);
        Assert.True(opened is { Ok: true, Board.Followers: 0 });
        await using TestViewer ann = await TestViewer.Connect(gateway, TestEpisode.NewId("user"));
        await ann.Like(episode);
        await ann.Call<FollowAnswer>("Follow", new FollowRequest(episode.CreatorId, true));
        Board board = await alive.Task.WaitAsync(Patience, Cancel);
        Assert.Equal(episode.Id, Assert.Single(board.Episodes).EpisodeId);
        using HttpClient http = gateway.HttpAs(episode.CreatorId, Roles.Creator);
        Assert.Equal(1, (await http.GetFromJsonAsync<Board>($"/api/creators/{episode.CreatorId}/board", TestEpisode.Json, Cancel))!.Totals.Likes);
    }

    /// <summary>Asks until it is so. The promised five seconds are tested in UserGrainTests, by a clock that does not depend on the machine.</summary>
    internal static async Task<T> Until<T>(HttpClient http, string path, Predicate<T> isSo)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(Patience);
        using PeriodicTimer again = new(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        while (true)
        {
            T found = (await http.GetFromJsonAsync<T>(path, TestEpisode.Json, Cancel))!;
            if (isSo(found)) { return found; }
            await again.WaitForNextTickAsync(patience.Token);
        }
    }
}
