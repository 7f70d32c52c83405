using System.Net.Http.Json;
using Interactions.Episodes;
using Interactions.Gateway.Access;
using Interactions.Refusals;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Xunit;

namespace Interactions.Tests.Gateway;

public sealed class ViewerHubTests(GatewayFixture fixture, UnlimitedGateway unlimited)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Methods => new()
    {
        { nameof(IViewerHub.Join), "episodeId" }, { nameof(IViewerHub.Leave), "episodeId" }, { nameof(IViewerHub.Like), "on" },
        { nameof(IViewerHub.Bookmark), "on" }, { nameof(IViewerHub.Share), "shareId" }, { nameof(IViewerHub.Follow), "on" },
        { nameof(IViewerHub.Comment), "episodeId" }, { nameof(IViewerHub.Watch), "sessionId" }, { nameof(IViewerHub.Retract), "commentId" },
        { nameof(IViewerHub.Release), "commentId" }, { nameof(IViewerHub.Report), "commentId" },
    };

    [Fact]
    public async Task Every_act_is_answered_with_what_is_so_now_and_a_repetition_with_the_same()
    {
        RunningGateway gateway = await fixture.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        await using TestViewer ann = await TestViewer.At(gateway, episode);
        for (int round = 0; round < 2; round++)
        {
            Assert.Equal(new LikeAnswer(true, null, true, 1), await ann.Like(episode));
            Assert.Equal(new BookmarkAnswer(true, null, true, 1), await ann.Call<BookmarkAnswer>("Bookmark", new BookmarkRequest(episode.Id, true)));
            Assert.Equal(new ShareAnswer(true, null, 1), await ann.Call<ShareAnswer>("Share", new ShareRequest(episode.Id, "share-1")));
            Assert.Equal(new FollowAnswer(true, null, true, 1), await ann.Call<FollowAnswer>("Follow", new FollowRequest(episode.CreatorId, true)));
            Assert.Equal(new Answer(true), await ann.Call<Answer>("Watch", new WatchRequest(episode.Id, "s1", 1, [[0, 10.5]])));
        }
        CommentAnswer comment = await ann.Comment(episode, "c1");
        Assert.True(comment is { Ok: true, Held: false, Offset: > 0 });
        Assert.Equal(comment, await ann.Comment(episode, "c1"));
        Assert.Equal(new Answer(true), await ann.Call<Answer>("Report", new ReportRequest(episode.Id, "c1", "spam")));

        JoinAnswer again = await ann.Join(episode);
        Assert.Equal(new Mine(true, true), again.Mine);
        Assert.True(again.Tally is { Likes: 1, Bookmarks: 1, Shares: 1, Comments: 1, Plays: 1, UniqueViewers: 1, WatchSeconds: 10 });
        await ann.Sees(pulse => pulse.Tally?.Viewers == 1);
        Assert.Equal(new LikeAnswer(true, null, false, 0), await ann.Like(episode, on: false));
        Assert.Equal(new Answer(true), await ann.Call<Answer>("Leave", new LeaveRequest(episode.Id)));
    }

    [Fact]
    public async Task A_numbered_wish_that_arrives_late_on_another_connection_does_not_undo_a_newer_one()
    {
        RunningGateway gateway = await fixture.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        string ann = TestEpisode.NewId("user");
        await using TestViewer given = await TestViewer.Connect(gateway, ann);
        await using TestViewer taken = await TestViewer.Connect(gateway, ann);
        // The first attempt was given up on one connection, and arrives after the second one that came on the other.
        Assert.Equal(new LikeAnswer(true, null, false, 0), await taken.Call<LikeAnswer>("Like", new LikeRequest(episode.Id, false, "s", 2)));
        Assert.Equal(new LikeAnswer(true, null, false, 0), await given.Call<LikeAnswer>("Like", new LikeRequest(episode.Id, true, "s", 1)));
        Assert.Equal(new BookmarkAnswer(true, null, true, 1), await taken.Call<BookmarkAnswer>("Bookmark", new BookmarkRequest(episode.Id, true, "s", 4)));
        Assert.Equal(new BookmarkAnswer(true, null, true, 1), await given.Call<BookmarkAnswer>("Bookmark", new BookmarkRequest(episode.Id, false, "s", 3)));
        Assert.Equal(new FollowAnswer(true, null, true, 1), await taken.Call<FollowAnswer>("Follow", new FollowRequest(episode.CreatorId, true, "s", 6)));
        Assert.Equal(new FollowAnswer(true, null, true, 1), await given.Call<FollowAnswer>("Follow", new FollowRequest(episode.CreatorId, false, "s", 5)));
        Assert.True((await taken.Comment(episode, "c")).Ok);
        Assert.Equal(new LikeCommentAnswer(true, null, true, 1), await taken.Call<LikeCommentAnswer>("LikeComment", new LikeCommentRequest(episode.Id, "c", true, "s", 8)));
        Assert.Equal(new LikeCommentAnswer(true, null, true, 1), await given.Call<LikeCommentAnswer>("LikeComment", new LikeCommentRequest(episode.Id, "c", false, "s", 7)));
        // Another session, or none, has an order of its own: it counts when it arrives.
        Assert.Equal(new LikeAnswer(true, null, true, 1), await given.Call<LikeAnswer>("Like", new LikeRequest(episode.Id, true, "t", 1)));
        Assert.Equal(new LikeAnswer(true, null, false, 0), await given.Like(episode, on: false));
    }

    [Theory]
    [InlineData("s", null, "seq")]
    [InlineData("s", 0L, "seq")]
    [InlineData("s", 4294967296L, "seq")]
    [InlineData(null, 1L, "sessionId")]
    [InlineData("no id", 1L, "sessionId")]
    public async Task A_number_needs_its_session_and_a_session_its_number(string? sessionId, long? seq, string field)
    {
        RunningGateway gateway = await fixture.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        await using TestViewer ann = await TestViewer.Connect(gateway, TestEpisode.NewId("user"));
        Refusal[] refusals =
        [
            await ann.Refused<LikeAnswer>("Like", new LikeRequest(episode.Id, true, sessionId, seq)),
            await ann.Refused<BookmarkAnswer>("Bookmark", new BookmarkRequest(episode.Id, true, sessionId, seq)),
            await ann.Refused<FollowAnswer>("Follow", new FollowRequest(episode.CreatorId, true, sessionId, seq)),
            await ann.Refused<LikeCommentAnswer>("LikeComment", new LikeCommentRequest(episode.Id, "c", true, sessionId, seq)),
        ];
        Assert.All(refusals, refusal => Assert.Equal(((int)RefusalCode.Invalid, field), (refusal.Code, refusal.Field)));
    }

    [Fact]
    public async Task A_like_tells_its_playback_second_to_the_creators_curve()
    {
        RunningGateway gateway = await fixture.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        await using TestViewer ann = await TestViewer.Connect(gateway, TestEpisode.NewId("user"));
        Assert.Equal("atMs", (await ann.Refused<LikeAnswer>("Like", new LikeRequest(episode.Id, true, AtMs: -1))).Field);
        Assert.True((await ann.Call<LikeAnswer>("Like", new LikeRequest(episode.Id, true, AtMs: 3_500))).Ok);
        using HttpClient creator = gateway.HttpAs(episode.CreatorId, Roles.Creator);
        Retention curve = (await creator.GetFromJsonAsync<Retention>($"/api/episodes/{episode.Id}/retention", TestEpisode.Json, Cancel))!;
        Assert.Equal((1, 1), (curve.Likes[3], curve.Likes.Sum()));
    }

    [Fact]
    public async Task Row_04_whoever_has_no_token_watches_and_may_not_act()
    {
        RunningGateway gateway = await fixture.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        await using TestViewer nobody = await TestViewer.Connect(gateway);
        JoinAnswer joined = await nobody.Join(episode);
        Assert.True(joined.Ok);
        Assert.Equal(new Mine(false, false), joined.Mine);
        Refusal[] refusals =
        [
            await nobody.Refused<LikeAnswer>("Like", new LikeRequest(episode.Id, true)),
            await nobody.Refused<BookmarkAnswer>("Bookmark", new BookmarkRequest(episode.Id, true)),
            await nobody.Refused<ShareAnswer>("Share", new ShareRequest(episode.Id, "s")),
            await nobody.Refused<FollowAnswer>("Follow", new FollowRequest(episode.CreatorId, true)),
            await nobody.Refused<CommentAnswer>("Comment", new CommentRequest(episode.Id, "c", 0, "hi")),
            await nobody.Refused<Answer>("Watch", new WatchRequest(episode.Id, "s", 1, [])),
            await nobody.Refused<Answer>("Retract", new RetractRequest(episode.Id, "c")),
            await nobody.Refused<Answer>("Release", new ReleaseRequest(episode.Id, "c")),
            await nobody.Refused<Answer>("Report", new ReportRequest(episode.Id, "c", "why")),
        ];
        Assert.All(refusals, refusal => Assert.Equal((int)RefusalCode.Unauthenticated, refusal.Code));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Row_18_arguments_of_a_wrong_shape_are_invalid_and_the_connection_stays(string method, string field)
    {
        await using TestViewer ann = await TestViewer.Connect(await fixture.Gateway, TestEpisode.NewId("user"));
        object?[][] wrong = [[null], [], [5], ["x"], [new object()], [new { episodeId = 5 }], [new { nonsense = 1 }], [new object(), new object()]];
        foreach (object?[] arguments in wrong)
        {
            Answer answer = await Narrow(ann, method, arguments);
            Assert.Equal((false, (int)RefusalCode.Invalid, field), (answer.Ok, answer.Refusal?.Code, answer.Refusal?.Field));
        }
        Assert.Equal(HubConnectionState.Connected, ann.Hub.State);
    }

    [Theory]
    [InlineData("OnConnectedAsync")]
    [InlineData("OnDisconnectedAsync")]
    [InlineData("Dispose")]
    [InlineData("ToString")]
    [InlineData("GetHashCode")]
    [InlineData("get_Clients")]
    [InlineData("Act")]
    [InlineData("Open")]
    public async Task Row_12_and_17_only_a_viewers_own_methods_can_be_called(string method)
    {
        await using TestViewer ann = await TestViewer.Connect(await fixture.Gateway, TestEpisode.NewId("user"));
        await Assert.ThrowsAsync<HubException>(() => ann.Hub.InvokeCoreAsync<object>(method, [], Cancel));
        Assert.Equal(HubConnectionState.Connected, ann.Hub.State);
    }

    [Fact]
    public async Task Row_50_a_hundred_repetitions_in_parallel_over_two_connections_have_one_effect_and_one_answer()
    {
        RunningGateway gateway = await unlimited.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        string user = TestEpisode.NewId("user");
        await using TestViewer one = await TestViewer.Connect(gateway, user);
        await using TestViewer two = await TestViewer.Connect(gateway, user);
        TestViewer[] both = [one, two];
        CommentAnswer[] comments = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => both[i % 2].Comment(episode, "c")));
        LikeAnswer[] likes = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => both[i % 2].Like(episode)));
        ShareAnswer[] shares = await Task.WhenAll(
            Enumerable.Range(0, 100).Select(i => both[i % 2].Call<ShareAnswer>("Share", new ShareRequest(episode.Id, "s"))));
        Assert.True(Assert.Single(comments.Distinct()).Ok);
        Assert.Equal(new LikeAnswer(true, null, true, 1), Assert.Single(likes.Distinct()));
        Assert.Equal(new ShareAnswer(true, null, 1), Assert.Single(shares.Distinct()));
        Assert.True(await episode.Get<Tally>("tally") is { Likes: 1, Shares: 1, Comments: 1 });
    }

    [Fact]
    public async Task Row_51_to_53_a_comments_id_is_its_authors_own_and_names_one_content()
    {
        RunningGateway gateway = await fixture.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        await using TestViewer ann = await TestViewer.At(gateway, episode);
        await using TestViewer bob = await TestViewer.At(gateway, episode);
        Assert.True((await ann.Comment(episode, "c", "first")).Ok);
        Refusal other = await ann.Refused<CommentAnswer>("Comment", new CommentRequest(episode.Id, "c", 1_000, "second"));
        Assert.Equal(((int)RefusalCode.Conflict, "commentId"), (other.Code, other.Field));
        Assert.True((await bob.Comment(episode, "c", "third")).Ok);
        CommentPage page = await episode.Get<CommentPage>("comments");
        Assert.Equal(["first", "third"], page.Comments.Select(comment => comment.Text));
        foreach (string id in (string[])["", new string('a', 1_024), "a b", "a.5", "ü", "a\0"])
        {
            Refusal refusal = await ann.Refused<CommentAnswer>("Comment", new CommentRequest(episode.Id, id, 0, "hi"));
            Assert.Equal(((int)RefusalCode.Invalid, "commentId"), (refusal.Code, refusal.Field));
        }
    }

    [Fact]
    public async Task A_moderators_and_the_creators_word_counts_and_nobody_elses()
    {
        RunningGateway gateway = await fixture.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        await using TestViewer ann = await TestViewer.At(gateway, episode);
        await using TestViewer moderator = await TestViewer.Connect(gateway, TestEpisode.NewId("mod"), Roles.Moderator);
        await using TestViewer creator = await TestViewer.Connect(gateway, episode.CreatorId, Roles.Creator);
        await ann.Comment(episode, "c1");
        await ann.Comment(episode, "c2");
        Assert.Equal((int)RefusalCode.Forbidden, (await ann.Refused<Answer>("Retract", new RetractRequest(episode.Id, "c1"))).Code);
        Assert.Equal((int)RefusalCode.Forbidden, (await ann.Refused<Answer>("Release", new ReleaseRequest(episode.Id, "c1"))).Code);
        Assert.True((await creator.Retract(episode, "c1")).Ok);
        Assert.True((await moderator.Retract(episode, "c2")).Ok);
        Assert.True((await moderator.Retract(episode, "c2")).Ok);
        Assert.Equal((int)RefusalCode.NotFound, (await moderator.Refused<Answer>("Retract", new RetractRequest(episode.Id, "nothing"))).Code);
        Assert.Empty((await episode.Get<CommentPage>("comments")).Comments);
    }

    private static async Task<Answer> Narrow(TestViewer viewer, string method, object?[] arguments)
    {
        // Every refusal has the same two properties, whatever the method answers besides.
        System.Text.Json.Nodes.JsonNode answer = (await viewer.Hub.InvokeCoreAsync<System.Text.Json.Nodes.JsonNode>(method, arguments, Cancel))!;
        return new Answer((bool)answer["ok"]!, System.Text.Json.JsonSerializer.Deserialize<Refusal>(answer["refusal"], TestEpisode.Json));
    }
}
