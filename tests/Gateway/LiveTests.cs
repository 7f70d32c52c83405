using System.Net;
using System.Net.Http.Json;
using Interactions.Comments;
using Interactions.Episodes;
using Interactions.Gateway.Access;
using Interactions.Gateway.Comments;
using Interactions.Refusals;
using Xunit;

namespace Interactions.Tests.Gateway;

/// <summary>What one does, the others see.</summary>
public sealed class LiveTests(GatewayFixture fixture, UnlimitedGateway unlimited)
{
    private const string HeldText = "加微信看全集";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_comment_typed_by_one_flies_over_the_others_screen_and_a_retraction_removes_it_everywhere()
    {
        RunningGateway gateway = await fixture.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        await using TestViewer ann = await TestViewer.At(gateway, episode);
        await using TestViewer bob = await TestViewer.At(gateway, episode);
        CommentAnswer said = await ann.Comment(episode, "c", "e\u0301 弹幕", atMs: 31_000);

        Comment seen = await bob.SeesComment("c");
        Assert.Equal(
            (said.Offset, "\u00e9 弹幕", 31_000, CommentMode.Scroll, 0xFFFFFF), (seen.Offset, seen.Text, seen.AtMs, seen.Mode, seen.Color));
        Assert.Equal(seen, await ann.SeesComment("c"));
        Assert.Equal(seen, Assert.Single((await episode.Get<CommentPage>("comments")).Comments));
        TrackSegment before = await episode.Get<TrackSegment>("track/1");
        Assert.Equal(seen, Assert.Single(before.Comments!));

        await using TestViewer creator = await TestViewer.Connect(gateway, episode.CreatorId, Roles.Creator);
        Assert.True((await creator.Retract(episode, "c")).Ok);
        Assert.Equal(["c"], (await bob.Sees(pulse => pulse.Retracted.Length > 0)).Retracted);
        Assert.Empty((await episode.Get<CommentPage>("comments")).Comments);
        TrackSegment after = await episode.Get<TrackSegment>("track/1");
        Assert.Empty(after.Comments!);
        Assert.NotEqual(before.Version, after.Version);
        Assert.Empty((await bob.Join(episode)).Comments!);
        Assert.Equal(0, (await episode.Get<Tally>("tally")).Comments);
    }

    [Fact]
    public async Task Names_on_screens_are_opaque()
    {
        RunningGateway gateway = await fixture.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        string user = TestEpisode.NewId("secret-user");
        await using TestViewer ann = await TestViewer.Connect(gateway, user);
        await ann.Comment(episode, "c");
        using HttpResponseMessage list = await gateway.Http.GetAsync($"/api/episodes/{episode.Id}/comments", Cancel);
        Assert.DoesNotContain(user, await list.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_held_comment_appears_when_it_is_released_and_not_before()
    {
        RunningGateway gateway = await fixture.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        await using TestViewer ann = await TestViewer.At(gateway, episode);
        await using TestViewer bob = await TestViewer.At(gateway, episode);
        CommentAnswer held = await ann.Comment(episode, "h", HeldText);
        Assert.True(held is { Ok: true, Held: true });
        Assert.True((await ann.Comment(episode, "s", "shown")).Ok);
        EpisodePulse pulse = await bob.Sees(p => p.Comments.Length > 0);
        Assert.Equal(["s"], pulse.Comments.Select(comment => comment.Id));
        Assert.Equal(["s"], (await episode.Get<CommentPage>("comments")).Comments.Select(comment => comment.Id));

        await using TestViewer creator = await TestViewer.Connect(gateway, episode.CreatorId, Roles.Creator);
        using (HttpClient http = gateway.HttpAs(episode.CreatorId, Roles.Creator))
        {
            Assert.Contains(HeldText, WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Unescape(
                await http.GetStringAsync($"/api/episodes/{episode.Id}/review", Cancel))), StringComparison.Ordinal);
        }
        Assert.True((await creator.Call<Answer>("Release", new ReleaseRequest(episode.Id, "h"))).Ok);
        Assert.Equal(HeldText, (await bob.SeesComment("h")).Text);
        Assert.Equal(held, await ann.Comment(episode, "h", HeldText));
    }

    [Fact]
    public async Task A_reported_comment_that_may_stay_is_off_the_review_and_on_screens()
    {
        RunningGateway gateway = await fixture.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        await using TestViewer ann = await TestViewer.At(gateway, episode);
        await using TestViewer bob = await TestViewer.At(gateway, episode);
        await using TestViewer creator = await TestViewer.Connect(gateway, episode.CreatorId, Roles.Creator);
        using HttpClient http = gateway.HttpAs(episode.CreatorId, Roles.Creator);
        async Task<ReviewItem[]> Review() =>
            (await http.GetFromJsonAsync<ReviewList>($"/api/episodes/{episode.Id}/review", TestEpisode.Json, Cancel))!.Comments;

        Assert.True((await ann.Comment(episode, "a")).Ok);
        Assert.True((await bob.Call<Answer>("Report", new ReportRequest(episode.Id, "a", "rude"))).Ok);
        Assert.Equal(("a", 1), (Assert.Single(await Review()).Comment.Id, (await Review())[0].Reports));
        for (int round = 0; round < 2; round++)
        {
            Assert.True((await creator.Call<Answer>("Release", new ReleaseRequest(episode.Id, "a"))).Ok);
            Assert.True((await bob.Call<Answer>("Report", new ReportRequest(episode.Id, "a", "still rude"))).Ok);
            Assert.Empty(await Review());
        }
        Assert.Single((await episode.Get<CommentPage>("comments")).Comments);
        Assert.True((await ann.Call<Answer>("Report", new ReportRequest(episode.Id, "a", "mine"))).Ok);
        Assert.Equal(1, Assert.Single(await Review()).Reports);
    }

    [Fact]
    public async Task Slow_mode_tells_how_long_to_wait_and_screens_hear_that_it_was_set()
    {
        RunningGateway gateway = await fixture.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        await using TestViewer ann = await TestViewer.At(gateway, episode);
        await episode.Configure(new { slowModeMs = 60_000 });
        Assert.Equal(60_000, (await ann.Sees(pulse => pulse.Settings is not null)).Settings!.SlowModeMs);
        Assert.True((await ann.Comment(episode, "a")).Ok);
        Refusal refusal = await ann.Refused<CommentAnswer>("Comment", new CommentRequest(episode.Id, "b", 0, "again"));
        Assert.Equal((int)RefusalCode.TooFast, refusal.Code);
        Assert.InRange(refusal.RetryAfterMs ?? 0, 1, 60_000);
        Assert.True((await ann.Comment(episode, "a")).Ok);
    }

    [Fact]
    public async Task Row_56_a_draft_is_not_found_by_others_and_a_closed_episode_is_watched_only()
    {
        RunningGateway gateway = await fixture.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway, new { state = "draft" });
        await using TestViewer ann = await TestViewer.Connect(gateway, TestEpisode.NewId("user"));
        await using TestViewer creator = await TestViewer.Connect(gateway, episode.CreatorId, Roles.Creator);
        Assert.Equal((int)RefusalCode.NotFound, (await ann.Refused<JoinAnswer>("Join", new JoinRequest(episode.Id))).Code);
        Assert.Equal((int)RefusalCode.NotFound, (await ann.Refused<LikeAnswer>("Like", new LikeRequest(episode.Id, true))).Code);
        Assert.True((await creator.Join(episode)).Ok);
        await using TestViewer ops = await TestViewer.Connect(gateway, TestEpisode.NewId("ops"), Roles.Ops);
        Assert.True((await ops.Join(episode)).Ok);
        using (HttpResponseMessage hidden = await gateway.Http.GetAsync($"/api/episodes/{episode.Id}", Cancel))
        {
            Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        }
        Assert.Equal((int)RefusalCode.NotFound, (await ann.Refused<LikeAnswer>("Like", new LikeRequest("never-made", true))).Code);

        await episode.Configure(new { state = "open" });
        Assert.True((await ann.Join(episode)).Ok);
        Assert.True((await ann.Like(episode)).Ok);
        await episode.Configure(new { state = "closed" });
        Assert.True((await ann.Join(episode)).Ok);
        Assert.Equal((int)RefusalCode.Closed, (await ann.Refused<LikeAnswer>("Like", new LikeRequest(episode.Id, false))).Code);
        Assert.Equal((int)RefusalCode.Closed, (await ann.Refused<CommentAnswer>("Comment", new CommentRequest(episode.Id, "c", 0, "hi"))).Code);
        Assert.True((await ann.Call<Answer>("Watch", new WatchRequest(episode.Id, "s", 1, [[0, 5]]))).Ok);
        Assert.Equal(1, (await episode.Get<Tally>("tally")).Likes);
    }

    [Fact]
    public async Task Who_comes_back_with_his_position_misses_nothing_and_sees_nothing_twice()
    {
        RunningGateway gateway = await unlimited.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        await using TestViewer writer = await TestViewer.At(gateway, episode);
        List<long> seen = [];
        EpisodePosition? at = null;
        Task writing = Task.Run(async () => { for (int i = 0; i < 120; i++) { await writer.Comment(episode, $"c{i}", $"text {i}"); } }, Cancel);
        for (int round = 0; round < 6 || !writing.IsCompleted; round++)
        {
            await using TestViewer reader = await TestViewer.Connect(gateway);
            at = await Follow(reader, episode, at, seen, pulses: 3, until: writing);
        }
        await writing;
        await using TestViewer last = await TestViewer.Connect(gateway);
        JoinAnswer rest = await last.Join(episode, at);
        Assert.False(rest.Reset);
        seen.AddRange(rest.Comments!.Select(comment => comment.Offset));
        Assert.Equal((await episode.Get<CommentPage>("comments?limit=500")).Comments.Select(comment => comment.Offset), seen);
        Assert.Equal(120, seen.Count);
    }

    /// <summary>What a client does: the join's comments, then pulses that follow on, for a while.</summary>
    private static async Task<EpisodePosition> Follow(
        TestViewer reader, TestEpisode episode, EpisodePosition? at, List<long> seen, int pulses, Task until)
    {
        JoinAnswer joined = await reader.Join(episode, at);
        Assert.Equal(at is null, joined.Reset);
        seen.AddRange(joined.Comments!.Select(comment => comment.Offset));
        long here = joined.Offset;
        for (int pulse = 0; pulse < pulses && !until.IsCompleted; pulse++)
        {
            Task<EpisodePulse> next = reader.Next();
            if (await Task.WhenAny(next, until) != next) { break; }
            EpisodePulse heard = await next;
            Assert.True(heard.From <= here, $"A gap: from {heard.From}, standing at {here}.");
            seen.AddRange(heard.Comments.Select(comment => comment.Offset).Where(offset => offset > here));
            here = Math.Max(here, heard.To);
        }
        return new EpisodePosition(joined.Epoch, here);
    }

    [Fact]
    public async Task Viewers_now_rises_and_falls_with_those_who_join_and_leave()
    {
        RunningGateway gateway = await fixture.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        await using TestViewer ann = await TestViewer.At(gateway, episode);
        TestViewer bob = await TestViewer.At(gateway, episode);
        await ann.Sees(pulse => pulse.Tally?.Viewers == 2);
        await bob.DisposeAsync();
        await ann.Sees(pulse => pulse.Tally?.Viewers == 1);
    }
}
