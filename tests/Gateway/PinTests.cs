using System.Net;
using System.Net.Http.Json;
using Interactions.Comments;
using Interactions.Episodes;
using Interactions.Gateway.Access;
using Interactions.Gateway.Comments;
using Interactions.Refusals;
using Xunit;

namespace Interactions.Tests.Gateway;

/// <summary>Pins, thanks and answers as viewers see them.</summary>
public sealed class PinTests(GatewayFixture fixture)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Viewers_see_what_is_pinned_thanked_for_and_answered_at_once_and_when_they_come_later()
    {
        RunningGateway gateway = await fixture.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        await using TestViewer ann = await TestViewer.At(gateway, episode);
        await using TestViewer lin = await TestViewer.Connect(gateway, episode.CreatorId, Roles.Creator);
        using HttpClient creator = gateway.HttpAs(episode.CreatorId, Roles.Creator);
        Assert.True((await ann.Comment(episode, "c1", "Longer episodes, please")).Ok);
        JoinAnswer before = await lin.Join(episode);

        Assert.Equal(HttpStatusCode.OK, await Pin(creator, episode, "c1"));
        Assert.Equal("c1", (await ann.Sees(pulse => pulse.Settings is not null)).Settings!.Pinned?.Id);
        using HttpResponseMessage thanked = await creator.PutAsync($"/api/episodes/{episode.Id}/comments/c1/thanks", null, Cancel);
        Assert.Equal(HttpStatusCode.NoContent, thanked.StatusCode);
        Assert.Equal(["c1"], (await ann.Sees(pulse => pulse.Thanked is not null)).Thanked!);
        CommentRequest answer = new(episode.Id, "c2", 1_000, "We will!", ReplyTo: "c1");
        Assert.True((await lin.Call<CommentAnswer>("Comment", answer)).Ok);
        Comment seen = await ann.SeesComment("c2");
        Assert.Equal((true, "c1"), (seen.ByCreator, seen.ReplyTo));

        JoinAnswer later = await ann.Join(episode, new EpisodePosition(before.Epoch, before.Offset));
        Assert.Equal(["c1"], later.Thanked!);
        Assert.True(later.Settings!.Pinned!.Thanked);
        Assert.True((await episode.Get<PinAnswer>("pin")).Comment!.Thanked);
        Assert.Equal(HttpStatusCode.OK, await Pin(creator, episode, null));
        Assert.Null((await episode.Get<PinAnswer>("pin")).Comment);
    }

    [Fact]
    public async Task Nobody_but_the_creator_speaks_in_his_name()
    {
        RunningGateway gateway = await fixture.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        await using TestViewer ann = await TestViewer.At(gateway, episode);
        Assert.True((await ann.Comment(episode, "c1")).Ok);
        string[] roles = [Roles.Moderator, Roles.Creator];
        foreach (string role in roles)
        {
            using HttpClient other = gateway.HttpAs(TestEpisode.NewId("other"), role);
            Assert.Equal(HttpStatusCode.Forbidden, await Pin(other, episode, "c1"));
            using HttpResponseMessage thanked = await other.PutAsync($"/api/episodes/{episode.Id}/comments/c1/thanks", null, Cancel);
            Assert.Equal(HttpStatusCode.Forbidden, thanked.StatusCode);
        }
        Refusal refusal = await ann.Refused<CommentAnswer>("Comment", new CommentRequest(episode.Id, "c2", 0, "I answer", ReplyTo: "c1"));
        Assert.Equal(((int)RefusalCode.Forbidden, "replyTo"), (refusal.Code, refusal.Field));
        using HttpClient creator = gateway.HttpAs(episode.CreatorId, Roles.Creator);
        Assert.Equal(HttpStatusCode.BadRequest, await Pin(creator, episode, "a/b"));
        Assert.Equal(HttpStatusCode.NotFound, await Pin(creator, episode, "nothing"));
    }

    private static async Task<HttpStatusCode> Pin(HttpClient http, TestEpisode episode, string? commentId)
    {
        using HttpResponseMessage answer = await http.PutAsJsonAsync($"/api/episodes/{episode.Id}/pin", new PinRequest(commentId), TestEpisode.Json, Cancel);
        return answer.StatusCode;
    }
}
