using System.Net;
using Interactions.Episodes;
using Interactions.Refusals;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Interactions.Tests.Gateway;

/// <summary>Ids that name nothing: refused before any grain is activated. Counted on a gateway that nobody else uses.</summary>
public sealed class UnknownIdTests
{
    private static readonly string[] Malformed =
        ["", new string('a', 65), "../../x", "a/b", "a#b?c\\d", "\0", "%00", "a\n", "😀", "\u202eabc", "sys.svc.user", "$system", "a b", "é"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Row_20_21_and_23_ids_that_name_nothing_activate_nothing()
    {
        // Nothing comes back meanwhile, so it is the same on a slow machine which part of a flood is above the budget.
        string[] budgets = ["Joins", "Likes", "Comments", "Follows", "Reads"];
        await using RunningGateway gateway = await RunningGateway.Start([.. budgets.Select(name => $"--Limits:{name}:Every=01:00:00")]);
        TestEpisode known = await TestEpisode.Create(gateway);
        await using TestViewer ann = await TestViewer.At(gateway, known);
        Dictionary<string, int> before = await Activations(gateway);
        await MalformedOverTheHub(gateway);
        await MalformedOverRest(gateway);
        await UnknownOverTheHub(gateway);
        await UnknownOverRest(gateway);
        Dictionary<string, int> after = await Activations(gateway);
        // The creator's record is told of the known episode at its own pace.
        Assert.Equal(before.GetValueOrDefault("episode"), after.GetValueOrDefault("episode"));
        Assert.InRange(after.GetValueOrDefault("user"), 0, before.GetValueOrDefault("user"));
        Assert.InRange(after.GetValueOrDefault("creator"), 0, 1);
        Assert.True((await ann.Like(known)).Ok);
    }

    private static async Task MalformedOverTheHub(RunningGateway gateway)
    {
        await using TestViewer ann = await TestViewer.Connect(gateway, TestEpisode.NewId("user"));
        foreach (string id in Malformed)
        {
            Refusal[] refusals =
            [
                await ann.Refused<JoinAnswer>("Join", new JoinRequest(id)),
                await ann.Refused<LikeAnswer>("Like", new LikeRequest(id, true)),
                await ann.Refused<CommentAnswer>("Comment", new CommentRequest(id, "c", 0, "hi")),
            ];
            Assert.All(refusals, refusal => Assert.Equal(((int)RefusalCode.Invalid, "episodeId"), (refusal.Code, refusal.Field)));
            Refusal follow = await ann.Refused<FollowAnswer>("Follow", new FollowRequest(id, true));
            Assert.Equal(((int)RefusalCode.Invalid, "creatorId"), (follow.Code, follow.Field));
        }
        await using TestViewer large = await TestViewer.Connect(gateway, TestEpisode.NewId("user"));
        // A megabyte is more than a message may have: the connection ends, and nothing else.
        await Assert.ThrowsAnyAsync<Exception>(() => large.Call<JoinAnswer>("Join", new JoinRequest(new string('a', 1 << 20))));
    }

    private static async Task MalformedOverRest(RunningGateway gateway)
    {
        foreach (string id in Malformed.Skip(1))
        {
            HttpStatusCode status = await RawSockets.StatusOf(
                gateway.Address, [$"GET /api/episodes/{Uri.EscapeDataString(id)}/tally HTTP/1.1", $"Host: {gateway.Address.Authority}"], Cancel);
            Assert.Equal(HttpStatusCode.BadRequest, status);
        }
    }

    private static async Task UnknownOverTheHub(RunningGateway gateway)
    {
        await using TestViewer ann = await TestViewer.Connect(gateway, TestEpisode.NewId("user"));
        JoinAnswer[] joins = await Task.WhenAll(Enumerable.Range(0, 500).Select(i => ann.Call<JoinAnswer>("Join", new JoinRequest($"unknown-{i}"))));
        LikeAnswer[] likes = await Task.WhenAll(Enumerable.Range(0, 500).Select(i =>
            ann.Call<LikeAnswer>("Like", new LikeRequest($"unknown-{i}", true))));
        CommentAnswer[] comments = await Task.WhenAll(Enumerable.Range(0, 500).Select(i =>
            ann.Call<CommentAnswer>("Comment", new CommentRequest($"unknown-{i}", "c", 0, "hi"))));
        FollowAnswer[] follows = await Task.WhenAll(Enumerable.Range(0, 400).Select(i =>
            ann.Call<FollowAnswer>("Follow", new FollowRequest($"unknown-{i}", true))));
        foreach (int?[] codes in (int?[][])[[.. joins.Select(a => a.Refusal?.Code)], [.. likes.Select(a => a.Refusal?.Code)],
            [.. comments.Select(a => a.Refusal?.Code)], [.. follows.Select(a => a.Refusal?.Code)]])
        {
            Assert.Equal((int)RefusalCode.NotFound, codes[0]);
            Assert.Equal((int)RefusalCode.TooFast, codes[^1]);
            Assert.Subset(new HashSet<int?> { (int)RefusalCode.NotFound, (int)RefusalCode.TooFast }, codes.ToHashSet());
        }
    }

    private static async Task UnknownOverRest(RunningGateway gateway)
    {
        using HttpClient http = gateway.HttpAs(TestEpisode.NewId("user"));
        List<HttpStatusCode> statuses = [];
        for (int i = 0; i < 400; i++)
        {
            using HttpResponseMessage answer = await http.GetAsync($"/api/episodes/unknown-{i}/tally", Cancel);
            statuses.Add(answer.StatusCode);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests) { Assert.NotNull(answer.Headers.RetryAfter?.Delta); }
        }
        Assert.All(statuses[..100], status => Assert.Equal(HttpStatusCode.NotFound, status));
        Assert.All(statuses[100..], status => Assert.Equal(HttpStatusCode.TooManyRequests, status));
    }

    private static async Task<Dictionary<string, int>> Activations(RunningGateway gateway)
    {
        IManagementGrain management = gateway.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0);
        DetailedGrainStatistic[] all = await management.GetDetailedGrainStatistics();
        return all.GroupBy(one => one.GrainId.Type.ToString()!).ToDictionary(same => same.Key, same => same.Count());
    }
}
