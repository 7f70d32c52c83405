using Interactions.Comments;
using Interactions.Episodes;
using Interactions.Refusals;
using Xunit;

namespace Interactions.Tests.Gateway;

/// <summary>Likes of comments over the hub and in the static list.</summary>
public sealed class CommentLikeTests(GatewayFixture fixture)
{
    [Fact]
    public async Task A_like_of_a_comment_is_in_the_list_and_marked_for_whoever_likes_it()
    {
        RunningGateway gateway = await fixture.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        await using TestViewer ann = await TestViewer.At(gateway, episode);
        await using TestViewer bob = await TestViewer.At(gateway, episode);
        Assert.True((await ann.Comment(episode, "c1")).Ok);
        for (int i = 0; i < 2; i++) { Assert.Equal(new LikeCommentAnswer(true, null, true, 1), await Like(bob, "c1", true)); }
        Assert.Equal(1, (await ann.Sees(pulse => pulse.Tally?.CommentLikes > 0)).Tally!.CommentLikes);
        Assert.Equal((1, null), Seen(await ann.Join(episode)));
        Assert.Equal((1, true), Seen(await bob.Join(episode)));
        Assert.Equal(1, Assert.Single((await episode.Get<CommentPage>("comments")).Comments).Likes);
        Assert.Equal(new LikeCommentAnswer(true), await Like(bob, "c1", false));
        Assert.Equal((null, null), Seen(await bob.Join(episode)));

        Task<LikeCommentAnswer> Like(TestViewer viewer, string id, bool on) =>
            viewer.Call<LikeCommentAnswer>(nameof(IViewerHub.LikeComment), new LikeCommentRequest(episode.Id, id, on));
    }

    [Theory]
    [InlineData("none", true, RefusalCode.NotFound, "commentId")]
    [InlineData("a b", true, RefusalCode.Invalid, "commentId")]
    [InlineData("c1", null, RefusalCode.Invalid, "on")]
    public async Task A_like_of_no_comment_is_refused(string id, bool? on, RefusalCode code, string field)
    {
        RunningGateway gateway = await fixture.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        await using TestViewer ann = await TestViewer.At(gateway, episode);
        Refusal refusal = await ann.Refused<LikeCommentAnswer>(nameof(IViewerHub.LikeComment), new LikeCommentRequest(episode.Id, id, on));
        Assert.Equal(((int)code, field), (refusal.Code, refusal.Field));
    }

    private static (int? Likes, bool? Liked) Seen(JoinAnswer answer)
    {
        Comment comment = Assert.Single(answer.Comments!);
        return (comment.Likes, comment.Liked);
    }
}
