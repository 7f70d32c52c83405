using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Interactions.Episodes;
using Interactions.Gateway.Access;
using Interactions.Gateway.Episodes;
using Interactions.Refusals;
using Interactions.Users;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Interactions.Tests.Gateway;

public sealed class EpisodeRestTests(GatewayFixture fixture, UnlimitedGateway unlimited)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Creating_again_is_harmless_and_a_taken_name_is_a_conflict()
    {
        RunningGateway gateway = await fixture.Gateway;
        string id = TestEpisode.NewId("e");
        object request = new { episodeId = id, seriesId = "series", title = "霸总的夏天", durationMs = 90_000 };
        using HttpClient owner = gateway.HttpAs(TestEpisode.NewId("creator"), Roles.Creator);
        using HttpClient other = gateway.HttpAs(TestEpisode.NewId("creator"), Roles.Creator);
        for (int round = 0; round < 2; round++)
        {
            using HttpResponseMessage made = await owner.PostAsJsonAsync("/api/episodes", request, Cancel);
            Assert.Equal((HttpStatusCode.Created, $"/api/episodes/{id}"), (made.StatusCode, made.Headers.Location?.OriginalString));
        }
        using HttpResponseMessage taken = await other.PostAsJsonAsync("/api/episodes", request, Cancel);
        Assert.Equal(HttpStatusCode.Conflict, taken.StatusCode);
        EpisodeItem item = (await gateway.Http.GetFromJsonAsync<EpisodeItem>($"/api/episodes/{id}", TestEpisode.Json, Cancel))!;
        Assert.Equal(("霸总的夏天", "series", 90_000, EpisodeStage.Open), (item.Title, item.SeriesId, item.DurationMs, item.State));
    }

    [Theory]
    [InlineData("episodeId", """{"title":"t","durationMs":90000}""")]
    [InlineData("episodeId", """{"episodeId":"a/b","title":"t","durationMs":90000}""")]
    [InlineData("title", """{"episodeId":"e","durationMs":90000}""")]
    [InlineData("durationMs", """{"episodeId":"e","title":"t"}""")]
    [InlineData("durationMs", """{"episodeId":"e","title":"t","durationMs":999}""")]
    [InlineData("durationMs", """{"episodeId":"e","title":"t","durationMs":14400001}""")]
    [InlineData("seriesId", """{"episodeId":"e","title":"t","durationMs":90000,"seriesId":"ü"}""")]
    [InlineData("slowModeMs", """{"episodeId":"e","title":"t","durationMs":90000,"slowModeMs":-1}""")]
    [InlineData(null, """{"episodeId":"e","title":"t","durationMs":1e400}""")]
    [InlineData(null, """{"episodeId":"e","title":"t","durationMs":90000,"state":"gone"}""")]
    [InlineData(null, """{"episodeId":"e","title":"t","durationMs":90000,"creatorId":"bob"}""")]
    [InlineData(null, """{"episodeId":"e",""")]
    [InlineData(null, "null")]
    public async Task A_wrong_request_is_a_problem_that_names_the_field(string? field, string body)
    {
        using HttpClient http = (await unlimited.Gateway).HttpAs(TestEpisode.NewId("creator"), Roles.Creator);
        using HttpResponseMessage answer = await http.PostAsync("/api/episodes", new StringContent(body, null, "application/json"), Cancel);
        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        string problem = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.Equal(field, (string?)JsonNode.Parse(problem)!["field"]);
        Assert.DoesNotContain("   at ", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_creators_create_and_only_the_owner_configures()
    {
        RunningGateway gateway = await fixture.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        using HttpClient viewer = gateway.HttpAs(TestEpisode.NewId("user"), Roles.Viewer);
        using HttpClient foreign = gateway.HttpAs(TestEpisode.NewId("creator"), Roles.Creator);
        object request = new { episodeId = TestEpisode.NewId("e"), title = "t", durationMs = 90_000 };
        Assert.Equal(HttpStatusCode.Unauthorized, (await gateway.Http.PostAsJsonAsync("/api/episodes", request, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await viewer.PostAsJsonAsync("/api/episodes", request, Cancel)).StatusCode);
        foreach (string id in (string[])[episode.Id, "never-made"])
        {
            using HttpResponseMessage answer = await foreign.PutAsJsonAsync($"/api/episodes/{id}/settings", new { state = "closed" }, Cancel);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
        EpisodeItem item = await episode.Get<EpisodeItem>("");
        Assert.Equal(EpisodeStage.Open, item.State);
    }

    [Fact]
    public async Task What_another_gateway_changed_a_moment_ago_stays()
    {
        RunningGateway gateway = await fixture.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        IGrainFactory grains = gateway.Services.GetRequiredService<IGrainFactory>();
        // As from another gateway: this one's answers from the catalogue are up to a second old.
        await grains.GetGrain<IEpisodeGrain>(episode.Id).Apply(
            new EpisodeBatch([EpisodeOperation.Configure(UserKey.None, true, new SettingsChange(SlowModeMs: 5_000))]));
        using HttpClient http = gateway.HttpAs(episode.CreatorId, Roles.Creator);
        using HttpResponseMessage answer = await http.PutAsJsonAsync($"/api/episodes/{episode.Id}/settings", new { title = "New" }, Cancel);
        EpisodeItem item = (await answer.Content.ReadFromJsonAsync<EpisodeItem>(TestEpisode.Json, Cancel))!;
        Assert.Equal(("New", 5_000, EpisodeStage.Open), (item.Title, item.SlowModeMs, item.State));
        Assert.Equal(item, await episode.Get<EpisodeItem>(""));
        CatalogueEntry? listed = await grains.GetGrain<ICatalogueGrain>(ICatalogueGrain.Key).Find(new EpisodeId(episode.Id));
        Assert.Equal(item, EpisodeItem.Of(listed!));
    }

    [Fact]
    public async Task The_catalogue_lists_in_pages_and_without_others_drafts()
    {
        RunningGateway gateway = await fixture.Gateway;
        TestEpisode draft = await TestEpisode.Create(gateway, new { state = "draft" });
        TestEpisode[] open = [await TestEpisode.Create(gateway), await TestEpisode.Create(gateway), await TestEpisode.Create(gateway)];
        List<string> listed = [];
        for (string? after = ""; after is not null;)
        {
            EpisodeList page = (await gateway.Http.GetFromJsonAsync<EpisodeList>($"/api/episodes?limit=2&after={after}", TestEpisode.Json, Cancel))!;
            Assert.InRange(page.Episodes.Length, 0, 2);
            listed.AddRange(page.Episodes.Select(item => item.EpisodeId));
            after = page.Next;
        }
        Assert.Equal(listed.Order(StringComparer.Ordinal).Distinct(), listed);
        Assert.DoesNotContain(draft.Id, listed);
        Assert.Subset(listed.ToHashSet(), open.Select(episode => episode.Id).ToHashSet());
    }

    [Fact]
    public async Task Row_59_page_sizes_are_clamped_or_invalid_and_pages_join_without_gap()
    {
        RunningGateway gateway = await unlimited.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        await using TestViewer ann = await TestViewer.Connect(gateway, TestEpisode.NewId("user"));
        await Task.WhenAll(Enumerable.Range(0, 25).Select(i => ann.Comment(episode, $"c{i}")));
        Assert.Equal(25, (await episode.Get<CommentPage>("comments?limit=1000000000")).Comments.Length);
        List<string> ids = [];
        for (long? after = 0; after is not null;)
        {
            CommentPage page = await episode.Get<CommentPage>($"comments?after={after}&limit=10");
            ids.AddRange(page.Comments.Select(comment => comment.Id));
            after = page.Next;
        }
        Assert.Equal(25, ids.Distinct().Count());
        Assert.Equal(25, ids.Count);
        (string Query, string? Field)[] wrong =
            [("limit=-1", "limit"), ("limit=0", "limit"), ("after=-1", "after"), ("after=9223372036854775808", null), ("limit=x", null)];
        foreach ((string query, string? field) in wrong)
        {
            using HttpResponseMessage answer = await gateway.Http.GetAsync($"/api/episodes/{episode.Id}/comments?{query}", Cancel);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Equal(field, (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!["field"]);
        }
        Assert.Empty((await episode.Get<CommentPage>($"comments?after={long.MaxValue}")).Comments);
    }

    [Fact]
    public async Task A_track_segment_that_is_known_is_not_sent_again_until_it_changes()
    {
        RunningGateway gateway = await fixture.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        await using TestViewer ann = await TestViewer.Connect(gateway, TestEpisode.NewId("user"));
        await ann.Comment(episode, "a", atMs: 5_000);
        using HttpResponseMessage first = await Track(gateway, episode, null);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        string etag = first.Headers.ETag!.ToString();
        using HttpResponseMessage same = await Track(gateway, episode, etag);
        Assert.Equal((HttpStatusCode.NotModified, ""), (same.StatusCode, await same.Content.ReadAsStringAsync(Cancel)));
        await ann.Comment(episode, "b", atMs: 4_000);
        using HttpResponseMessage changed = await Track(gateway, episode, etag);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        TrackSegment segment = (await changed.Content.ReadFromJsonAsync<TrackSegment>(TestEpisode.Json, Cancel))!;
        Assert.Equal(["b", "a"], segment.Comments!.Select(comment => comment.Id));
        Assert.Empty((await episode.Get<TrackSegment>("track/2147483647")).Comments!);
        using HttpResponseMessage negative = await gateway.Http.GetAsync($"/api/episodes/{episode.Id}/track/-1", Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, negative.StatusCode);
    }

    [Fact]
    public async Task An_unknown_episode_is_not_found_and_says_so_as_a_problem()
    {
        RunningGateway gateway = await fixture.Gateway;
        foreach (string what in (string[])["", "/tally", "/comments", "/track/0", "/comments/export"])
        {
            using HttpResponseMessage answer = await gateway.Http.GetAsync($"/api/episodes/never-made{what}", Cancel);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            JsonNode problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!;
            Assert.Equal(("notFound", (int)RefusalCode.NotFound), ((string?)problem["name"], (int)problem["code"]!));
        }
    }

    private static async Task<HttpResponseMessage> Track(RunningGateway gateway, TestEpisode episode, string? etag)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, $"/api/episodes/{episode.Id}/track/0");
        if (etag is not null) { request.Headers.Add("If-None-Match", etag); }
        return await gateway.Http.SendAsync(request, Cancel);
    }
}
