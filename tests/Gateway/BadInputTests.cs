using System.Net.Http.Json;
using Interactions.Comments;
using Interactions.Episodes;
using Interactions.Gateway.Access;
using Interactions.Gateway.Comments;
using Interactions.Refusals;
using Interactions.Watching;
using Microsoft.AspNetCore.SignalR.Client;
using Xunit;

namespace Interactions.Tests.Gateway;

/// <summary>Rows of the list of bad inputs that concern episodes; the number in a name is the row.</summary>
public sealed class BadInputTests(GatewayFixture fixture, UnlimitedGateway unlimited)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Row_14_somebody_elses_user_id_in_the_arguments_has_no_effect()
    {
        RunningGateway gateway = await fixture.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        await using TestViewer ann = await TestViewer.At(gateway, episode);
        Refusal refusal = await ann.Refused<LikeAnswer>("Like", new { episodeId = episode.Id, on = true, userId = "bob" });
        Assert.Equal((int)RefusalCode.Invalid, refusal.Code);
        Assert.Equal(0, (await episode.Get<Tally>("tally")).Likes);
    }

    [Fact]
    public async Task Row_24_one_connection_shows_sixteen_episodes_and_no_more()
    {
        RunningGateway gateway = await fixture.Gateway;
        TestEpisode[] episodes = await Task.WhenAll(Enumerable.Range(0, 17).Select(_ => TestEpisode.Create(gateway)));
        await using TestViewer ann = await TestViewer.Connect(gateway, TestEpisode.NewId("user"));
        foreach (TestEpisode episode in episodes[..16]) { Assert.True((await ann.Join(episode)).Ok); }
        Refusal refusal = await ann.Refused<JoinAnswer>("Join", new JoinRequest(episodes[16].Id));
        Assert.Equal((int)RefusalCode.TooFast, refusal.Code);
        Assert.True((await ann.Join(episodes[0])).Ok);
        await ann.Call<Answer>("Leave", new LeaveRequest(episodes[3].Id));
        Assert.True((await ann.Join(episodes[16])).Ok);
    }

    [Fact]
    public async Task Row_25_who_joins_and_leaves_all_the_time_is_counted_exactly_afterwards()
    {
        RunningGateway gateway = await unlimited.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        await using TestViewer steady = await TestViewer.At(gateway, episode);
        await using TestViewer nervous = await TestViewer.Connect(gateway, TestEpisode.NewId("user"));
        for (int flap = 0; flap < 300; flap++)
        {
            await nervous.Join(episode);
            await nervous.Call<Answer>("Leave", new LeaveRequest(episode.Id));
        }
        await nervous.Join(episode);
        await steady.Sees(pulse => pulse.Tally?.Viewers == 2);
        await nervous.Call<Answer>("Leave", new LeaveRequest(episode.Id));
        await steady.Sees(pulse => pulse.Tally?.Viewers == 1);
    }

    [Fact]
    public async Task Row_48_a_playback_time_outside_the_episode_is_invalid()
    {
        RunningGateway gateway = await unlimited.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        await using TestViewer ann = await TestViewer.At(gateway, episode);
        foreach (int? atMs in (int?[])[-1, 90_001, int.MaxValue, null])
        {
            Refusal refusal = await ann.Refused<CommentAnswer>("Comment", new CommentRequest(episode.Id, "c", atMs, "hi"));
            Assert.Equal(((int)RefusalCode.Invalid, "atMs"), (refusal.Code, refusal.Field));
        }
        foreach (object atMs in (object[])[2_147_483_648L, 1.5, "NaN", double.MaxValue])
        {
            Refusal refusal = await ann.Refused<CommentAnswer>("Comment", new { episodeId = episode.Id, commentId = "c", atMs, text = "hi" });
            Assert.Equal((int)RefusalCode.Invalid, refusal.Code);
        }
        Assert.True((await ann.Comment(episode, "c", atMs: 90_000)).Ok);
    }

    [Fact]
    public async Task Row_47_a_text_that_is_far_too_long_is_invalid_and_one_above_a_message_ends_its_connection()
    {
        RunningGateway gateway = await unlimited.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        await using TestViewer ann = await TestViewer.At(gateway, episode);
        string mentions = string.Concat(Enumerable.Repeat("@somebody ", 100));
        foreach (string text in (string[])[$"https://example.org/{new string('x', 4_000)}", $"https://example.org/{new string('x', 6_000)}", mentions])
        {
            Refusal refusal = await ann.Refused<CommentAnswer>("Comment", new CommentRequest(episode.Id, "c", 0, text));
            Assert.Equal(((int)RefusalCode.Invalid, "length"), (refusal.Code, refusal.Field));
        }
        await Assert.ThrowsAnyAsync<Exception>(() => ann.Comment(episode, "c", $"https://example.org/{new string('x', 10_240)}"));
        await ann.Closed.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancel);
        Assert.Equal(0, (await episode.Get<Tally>("tally")).Comments);
    }

    [Fact]
    public async Task Row_49_a_time_that_a_client_claims_is_not_taken()
    {
        RunningGateway gateway = await unlimited.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        await using TestViewer ann = await TestViewer.At(gateway, episode);
        foreach (string time in (string[])["1970-01-01T00:00:00Z", "9999-12-31T23:59:59Z"])
        {
            object claim = new { episodeId = episode.Id, commentId = "c", atMs = 0, text = "hi", writtenAt = time };
            Assert.Equal((int)RefusalCode.Invalid, (await ann.Refused<CommentAnswer>("Comment", claim)).Code);
        }
        long before = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        Assert.True((await ann.Comment(episode, "c")).Ok);
        long after = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        Comment stored = Assert.Single((await episode.Get<CommentPage>("comments")).Comments);
        Assert.InRange(stored.WrittenAtMs, before, after);

        // In a file the time is told of another place: it is kept, and orders nothing.
        const string file = """
            <i><d p="1,1,25,255,253402300799,0,abc,late">late</d><d p="1,1,25,255,0,0,abc,early">early</d>
            <d p="1,1,25,255,253402300800,0,abc,never">never</d><d p="1,1,25,255,-1,0,abc,before">before</d></i>
            """;
        using HttpClient http = gateway.HttpAs(episode.CreatorId, Roles.Creator);
        using HttpResponseMessage import = await http.PostAsync(
            $"/api/episodes/{episode.Id}/comments/import", new StringContent(file, null, "application/xml"), Cancel);
        ImportReport report = (await import.Content.ReadFromJsonAsync<ImportReport>(TestEpisode.Json, Cancel))!;
        Assert.Equal((2, 2), (report.Imported, report.Skipped["badAttributes"]));
        Assert.Equal(["c", "late", "early"], (await episode.Get<CommentPage>("comments")).Comments.Select(comment => comment.Id));
    }

    [Fact]
    public async Task Row_55_toggling_a_like_a_thousand_times_ends_as_the_last_accepted_one_said()
    {
        RunningGateway gateway = await fixture.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        await using TestViewer ann = await TestViewer.At(gateway, episode);
        DateTimeOffset began = TimeProvider.System.GetUtcNow();
        LikeAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(i => ann.Like(episode, i % 2 == 0)));
        LikeAnswer[] accepted = [.. answers.Where(answer => answer.Ok)];
        Assert.InRange(accepted.Length, 10, 10 + SecondsSince(began));
        Assert.All(answers.Where(answer => !answer.Ok), answer =>
            Assert.True(answer.Refusal is { Code: (int)RefusalCode.TooFast, RetryAfterMs: > 0 }));
        // A connection's calls run in order, so the last accepted answer is the state.
        Assert.Equal(accepted[^1].Liked ? 1 : 0, (await episode.Get<Tally>("tally")).Likes);
        Assert.Equal(accepted[^1].Liked, (await ann.Join(episode)).Mine!.Liked);
    }

    [Fact]
    public async Task Row_57_a_position_that_cannot_be_is_a_reset_or_invalid_and_never_other_data()
    {
        RunningGateway gateway = await fixture.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        TestEpisode other = await TestEpisode.Create(gateway);
        await using TestViewer ann = await TestViewer.Connect(gateway, TestEpisode.NewId("user"));
        await ann.Comment(episode, "mine");
        await ann.Join(episode);
        // That somebody watches becomes a fact a little later; afterwards nothing happens, and no position of the future comes to be.
        await ann.Sees(pulse => pulse.Tally?.Peak == 1);
        JoinAnswer here = await ann.Join(episode);
        JoinAnswer there = await ann.Join(other);
        EpisodePosition[] strange =
        [
            new("x", 1), new(null, 1), new(here.Epoch, here.Offset + 1), new(here.Epoch, long.MaxValue), new(there.Epoch, 1),
            new(new string('x', 1_000), 0),
        ];
        foreach (EpisodePosition position in strange)
        {
            JoinAnswer answer = await ann.Join(episode, position);
            Assert.True(answer.Ok && answer.Reset);
            Assert.Equal(["mine"], answer.Comments!.Select(comment => comment.Id));
        }
        Refusal negative = await ann.Refused<JoinAnswer>("Join", new JoinRequest(episode.Id, new EpisodePosition(here.Epoch, -1)));
        Assert.Equal(((int)RefusalCode.Invalid, "after"), (negative.Code, negative.Field));
        object beyond = new { episodeId = episode.Id, after = new { epoch = here.Epoch, offset = ulong.MaxValue } };
        Refusal huge = await ann.Refused<JoinAnswer>("Join", beyond);
        Assert.Equal((int)RefusalCode.Invalid, huge.Code);
    }

    [Fact]
    public async Task Row_60_watching_is_bounded_by_budget_by_shape_and_by_the_time_that_passes()
    {
        RunningGateway limited = await fixture.Gateway;
        TestEpisode flooded = await TestEpisode.Create(limited);
        await using TestViewer bob = await TestViewer.Connect(limited, TestEpisode.NewId("user"));
        DateTimeOffset flood = TimeProvider.System.GetUtcNow();
        Answer[] answers = await Task.WhenAll(Enumerable.Range(1, 1_000).Select(i =>
            bob.Call<Answer>("Watch", new WatchRequest(flooded.Id, "s", i, [[0, 1]]))));
        Assert.InRange(answers.Count(answer => answer.Ok), 4, 4 + SecondsSince(flood));
        Assert.All(answers.Where(answer => !answer.Ok), answer => Assert.Equal((int)RefusalCode.TooFast, answer.Refusal?.Code));

        RunningGateway gateway = await unlimited.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        await using TestViewer ann = await TestViewer.Connect(gateway, TestEpisode.NewId("user"));
        double[][][] wrong = [[[0, 1e9]], [[-1, 5]], [[5, 1]], [[1]], [[1, 2, 3]], [null!], [.. Enumerable.Repeat((double[])[0, 1], 33)]];
        foreach (double[][] ranges in wrong)
        {
            Refusal refusal = await ann.Refused<Answer>("Watch", new WatchRequest(episode.Id, "s", 1, ranges));
            Assert.Equal(((int)RefusalCode.Invalid, "ranges"), (refusal.Code, refusal.Field));
        }
        // Ten windows at once, 90 seconds each: one user's credit is a whole micro-drama and twice the time that passes.
        DateTimeOffset began = TimeProvider.System.GetUtcNow();
        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => ann.Call<Answer>("Watch", new WatchRequest(episode.Id, $"s{i}", 1, [[0, 1e6]]))));
        double passed = (TimeProvider.System.GetUtcNow() - began).TotalSeconds;
        Assert.InRange((await episode.Get<Tally>("tally")).WatchSeconds, 90, WatchCredit.SecondsMax + (WatchCredit.Speed * passed) + 1);
    }

    [Fact]
    public async Task Row_16_a_flood_of_messages_ends_only_its_own_connection()
    {
        // The burst is all that there is, so a flood is one however slowly it comes.
        await using RunningGateway gateway = await RunningGateway.Start("--Limits:MessagesPerSecond=1");
        TestEpisode episode = await TestEpisode.Create(gateway);
        await using TestViewer calm = await TestViewer.At(gateway, episode);
        await using TestViewer flood = await TestViewer.At(gateway, episode);
        await Record.ExceptionAsync(async () => { for (int i = 0; i < 10_000; i++) { await flood.Hub.SendAsync("Nothing", i, Cancel); } });
        await flood.Closed.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancel);
        Assert.True((await calm.Like(episode)).Ok);
    }

    /// <summary>What comes back to a budget of one a second meanwhile.</summary>
    private static int SecondsSince(DateTimeOffset began) => (int)Math.Ceiling((TimeProvider.System.GetUtcNow() - began).TotalSeconds) + 1;
}
