using System.Net;
using System.Net.Http.Json;
using System.Threading.Channels;
using Interactions.Comments;
using Interactions.Creators;
using Interactions.Episodes;
using Interactions.Gateway.Access;
using Interactions.Gateway.Comments;
using Interactions.Refusals;
using Microsoft.AspNetCore.SignalR.Client;
using Xunit;

namespace Interactions.Tests.Gateway;

/// <summary>The queue, decisions and their undoing, the audit log and the rule bench, over REST.</summary>
public sealed class ModerationTests(GatewayFixture fixture)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Identical_texts_are_decided_at_once_and_every_step_is_in_the_audit_log()
    {
        RunningGateway gateway = await fixture.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        await using TestViewer ann = await TestViewer.Connect(gateway, TestEpisode.NewId("user"));
        string[] commentIds = ["h1", "h2"];
        foreach (string id in commentIds) { Assert.True((await ann.Comment(episode, id, "请 加.微信 聊")).Held); }
        using HttpClient moderator = gateway.HttpAs(TestEpisode.NewId("mod"), Roles.Moderator);
        string route = $"/api/episodes/{episode.Id}/review";
        ReviewList queue = (await moderator.GetFromJsonAsync<ReviewList>(route, TestEpisode.Json, Cancel))!;
        Assert.Equal(commentIds, queue.Comments.Select(item => item.Comment.Id));
        Assert.All(queue.Comments, item => Assert.EndsWith("/加微信", item.HeldBy, StringComparison.Ordinal));
        Assert.Single(queue.Comments.Select(item => item.Normalized).Distinct());

        Assert.Equal(2, await Decide("allow"));
        Assert.Equal(2, (await episode.Get<Tally>("tally")).Comments);
        Assert.Equal(2, await Decide("undo"));
        Assert.Equal(0, (await episode.Get<Tally>("tally")).Comments);
        Assert.Equal(2, await Decide("remove"));
        Assert.Equal(0, await Decide("remove"));
        DecisionLog log = (await moderator.GetFromJsonAsync<DecisionLog>($"/api/episodes/{episode.Id}/decisions", TestEpisode.Json, Cancel))!;
        Assert.Equal(
            [DecisionKind.Removed, DecisionKind.Removed, DecisionKind.Undone, DecisionKind.Undone, DecisionKind.Allowed, DecisionKind.Allowed],
            log.Decisions.Select(decision => decision.Kind));
        Assert.DoesNotContain(log.Decisions, decision => decision.By is "" or "moderator");

        async Task<int> Decide(string verdict)
        {
            using HttpResponseMessage answer = await moderator.PostAsJsonAsync(route, new { verdict, commentIds }, Cancel);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            return (await answer.Content.ReadFromJsonAsync<ReviewAnswer>(TestEpisode.Json, Cancel))!.Changed;
        }
    }

    [Fact]
    public async Task A_mute_is_in_the_audit_log_with_its_length_and_so_is_its_end()
    {
        RunningGateway gateway = await fixture.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        await using TestViewer ann = await TestViewer.Connect(gateway, TestEpisode.NewId("user"));
        Assert.True((await ann.Comment(episode, "c")).Ok);
        using HttpClient moderator = gateway.HttpAs("mo", Roles.Moderator);
        int[] lengths = [600, 0];
        foreach (int seconds in lengths)
        {
            using HttpResponseMessage muted = await moderator.PostAsJsonAsync($"/api/episodes/{episode.Id}/comments/c/mute", new { seconds }, Cancel);
            Assert.Equal(HttpStatusCode.NoContent, muted.StatusCode);
        }
        DecisionLog log = (await moderator.GetFromJsonAsync<DecisionLog>($"/api/episodes/{episode.Id}/decisions", TestEpisode.Json, Cancel))!;
        Assert.Equal(
            [(DecisionKind.Unmuted, null, "c"), (DecisionKind.Muted, 600L, "c")],
            log.Decisions.Select(decision => (decision.Kind, decision.Seconds, decision.CommentId)));
        Assert.Equal(1, (await episode.Get<Tally>("tally")).Comments);
    }

    [Fact]
    public async Task An_open_desk_is_told_when_something_waits_or_was_decided_and_not_when_somebody_talks()
    {
        RunningGateway gateway = await fixture.Gateway;
        TestEpisode[] episodes = [await TestEpisode.Create(gateway), await TestEpisode.Create(gateway)];
        string[] ids = [.. episodes.Select(one => one.Id)];
        await using HubConnection desk = gateway.Hub(ICreatorHub.Path, gateway.Token(TestEpisode.NewId("mod"), Roles.Moderator));
        Channel<string> news = Channel.CreateUnbounded<string>();
        desk.On<DeskNotice>(nameof(ICreatorClient.Desk), notice => news.Writer.TryWrite(notice.EpisodeId));
        await desk.StartAsync(Cancel);
        Assert.Equal(new Answer(true), await desk.InvokeAsync<Answer>("OpenDesk", new DeskRequest(ids), Cancel));
        await using TestViewer ann = await TestViewer.Connect(gateway, TestEpisode.NewId("user"));

        Assert.True((await ann.Comment(episodes[1], "c")).Ok);
        Assert.True((await ann.Comment(episodes[0], "h", "请 加.微信 聊")).Held);
        Assert.Equal(ids[0], await Next());
        Assert.True((await ann.Call<Answer>("Report", new ReportRequest(ids[1], "c", "why"))).Ok);
        Assert.Equal(ids[1], await Next());
        using HttpClient moderator = gateway.HttpAs(TestEpisode.NewId("mod"), Roles.Moderator);
        string[] commentIds = ["h"];
        using HttpResponseMessage decided = await moderator.PostAsJsonAsync($"/api/episodes/{ids[0]}/review", new { verdict = "allow", commentIds }, Cancel);
        Assert.Equal(ids[0], await Next());
        // A desk is no viewer.
        Assert.Equal(0, (await episodes[0].Get<Tally>("tally")).Viewers);

        Task<string> Next() => news.Reader.ReadAsync(Cancel).AsTask().WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System, Cancel);
    }

    [Fact]
    public async Task A_desk_is_opened_by_whoever_manages_the_episodes_and_takes_twenty()
    {
        RunningGateway gateway = await fixture.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        Assert.True((await Open(gateway.Token(episode.CreatorId, Roles.Creator), episode.Id)).Ok);
        foreach (string id in (string[])[episode.Id, "nowhere"])
        {
            Assert.Equal((int)RefusalCode.Forbidden, (await Open(gateway.Token(TestEpisode.NewId("user"), Roles.Viewer), id)).Refusal?.Code);
        }
        string[][] wrong = [[], [null!], [.. Enumerable.Range(0, 21).Select(i => $"e{i}")]];
        foreach (string[] ids in wrong)
        {
            Refusal? refusal = (await Open(gateway.Token(TestEpisode.NewId("mod"), Roles.Moderator), ids)).Refusal;
            Assert.Equal(((int)RefusalCode.Invalid, "episodeIds"), (refusal?.Code, refusal?.Field));
        }

        async Task<Answer> Open(string token, params string[] ids)
        {
            await using HubConnection desk = gateway.Hub(ICreatorHub.Path, token);
            await desk.StartAsync(Cancel);
            return await desk.InvokeAsync<Answer>("OpenDesk", new DeskRequest(ids), Cancel);
        }
    }

    [Fact]
    public async Task The_desk_answers_all_episodes_at_once_and_nothing_when_nothing_is_new()
    {
        RunningGateway gateway = await fixture.Gateway;
        TestEpisode[] episodes = [await TestEpisode.Create(gateway), await TestEpisode.Create(gateway)];
        await using TestViewer ann = await TestViewer.Connect(gateway, TestEpisode.NewId("user"));
        Assert.True((await ann.Comment(episodes[1], "h", "请 加.微信 聊")).Held);
        using HttpClient moderator = gateway.HttpAs(TestEpisode.NewId("mod"), Roles.Moderator);
        string route = $"/api/moderation/desk?episode={episodes[0].Id}&episode={episodes[1].Id}";
        using HttpResponseMessage first = await moderator.GetAsync(route, Cancel);
        DeskAnswer desk = (await first.Content.ReadFromJsonAsync<DeskAnswer>(TestEpisode.Json, Cancel))!;
        Assert.Equal([(episodes[0].Id, 0), (episodes[1].Id, 1)], desk.Episodes.Select(one => (one.EpisodeId, one.Comments.Length)));
        moderator.DefaultRequestHeaders.IfNoneMatch.Add(first.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await moderator.GetAsync(route, Cancel)).StatusCode);
        string[] commentIds = ["h"];
        using HttpResponseMessage decided = await moderator.PostAsJsonAsync(
            $"/api/episodes/{episodes[1].Id}/review", new { verdict = "allow", commentIds }, Cancel);
        using HttpResponseMessage next = await moderator.GetAsync(route, Cancel);
        DeskAnswer later = (await next.Content.ReadFromJsonAsync<DeskAnswer>(TestEpisode.Json, Cancel))!;
        Assert.Empty(later.Episodes[1].Comments);
        Assert.Equal(DecisionKind.Allowed, Assert.Single(later.Episodes[1].Decisions).Kind);

        using HttpClient creator = gateway.HttpAs(episodes[0].CreatorId, Roles.Creator);
        Assert.Equal(HttpStatusCode.Forbidden, (await creator.GetAsync(route, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await creator.GetAsync($"/api/moderation/desk?episode={episodes[0].Id}", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await moderator.GetAsync("/api/moderation/desk", Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_list_with_one_wrong_name_decides_nothing()
    {
        RunningGateway gateway = await fixture.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        await using TestViewer ann = await TestViewer.Connect(gateway, TestEpisode.NewId("user"));
        Assert.True((await ann.Comment(episode, "h", "请 加.微信 聊")).Held);
        using HttpClient moderator = gateway.HttpAs(TestEpisode.NewId("mod"), Roles.Moderator);
        string route = $"/api/episodes/{episode.Id}/review";
        string[] commentIds = ["h", "a/b"];
        using HttpResponseMessage wrong = await moderator.PostAsJsonAsync(route, new { verdict = "allow", commentIds }, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        // What is asked later is answered later: by now a decision would have been made.
        Assert.True((await ann.Comment(episode, "later")).Ok);
        Assert.Equal("h", Assert.Single((await moderator.GetFromJsonAsync<ReviewList>(route, TestEpisode.Json, Cancel))!.Comments).Comment.Id);
    }

    [Theory]
    [InlineData("hello", "allowed", null)]
    [InlineData("加 w微x信", "allowed", null)]
    [InlineData("加、微、信", "held", "加微信")]
    [InlineData("去死吧", "refused", "去死吧")]
    public async Task The_bench_says_which_rule_fires(string text, string outcome, string? rule)
    {
        using HttpClient moderator = (await fixture.Gateway).HttpAs(TestEpisode.NewId("mod"), Roles.Moderator);
        using HttpResponseMessage answer = await moderator.PostAsJsonAsync("/api/moderation/bench", new { text }, Cancel);
        BenchAnswer bench = (await answer.Content.ReadFromJsonAsync<BenchAnswer>(TestEpisode.Json, Cancel))!;
        Assert.Equal((outcome, rule, (string?)null), (bench.Outcome, bench.Rule, bench.Problem));
    }

    [Fact]
    public async Task The_bench_names_what_is_wrong_with_the_shape_of_a_text()
    {
        using HttpClient moderator = (await fixture.Gateway).HttpAs(TestEpisode.NewId("mod"), Roles.Moderator);
        using HttpResponseMessage answer = await moderator.PostAsJsonAsync("/api/moderation/bench", new { text = new string('x', 101) }, Cancel);
        Assert.Equal("tooLong", (await answer.Content.ReadFromJsonAsync<BenchAnswer>(TestEpisode.Json, Cancel))!.Problem);
    }

    [Fact]
    public async Task Only_those_who_manage_an_episode_decide_in_it()
    {
        RunningGateway gateway = await fixture.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        using HttpClient stranger = gateway.HttpAs(TestEpisode.NewId("creator"), Roles.Creator);
        object decision = new { verdict = "remove", commentIds = new[] { "a" } };
        using HttpResponseMessage decided = await stranger.PostAsJsonAsync($"/api/episodes/{episode.Id}/review", decision, Cancel);
        using HttpResponseMessage read = await stranger.GetAsync($"/api/episodes/{episode.Id}/decisions", Cancel);
        using HttpResponseMessage bench = await stranger.PostAsJsonAsync("/api/moderation/bench", new { text = "x" }, Cancel);
        Assert.All([decided, read, bench], answer => Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode));
        using HttpClient moderator = gateway.HttpAs(TestEpisode.NewId("mod"), Roles.Moderator);
        foreach (object wrong in (object[])[new { verdict = "allow" }, new { commentIds = new[] { "a" } }, new { verdict = "ban", commentIds = new[] { "a" } }])
        {
            using HttpResponseMessage answer = await moderator.PostAsJsonAsync($"/api/episodes/{episode.Id}/review", wrong, Cancel);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }
    }
}
