using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Interactions.Creators;
using Interactions.Gateway.Access;
using Interactions.Tests.Gateway;
using Microsoft.AspNetCore.SignalR.Client;
using Xunit;

namespace Interactions.Tests.Measurements;

/// <summary>
/// Prints how old what creators and viewers see is, through the real gateway and its hubs. Run on a quiet machine:
/// <c>… --explicit only --filter-class '*ScreenAge' --show-live-output on</c>.
/// </summary>
public sealed class ScreenAge(ITestOutputHelper output)
{
    private const int Rounds = 200;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>From sending a like to the board that counts it; promised: p99 below 2 s.</summary>
    [Fact(Explicit = true)]
    public async Task A_like_is_on_its_creators_board()
    {
        await using RunningGateway gateway = await RunningGateway.Start("--Limits:Enforced=false");
        TestEpisode episode = await TestEpisode.Create(gateway);
        await using HubConnection studio = gateway.Creator(episode.CreatorId);
        TaskCompletionSource seen = new();
        long wanted = 0;
        studio.On<Board>(nameof(ICreatorClient.Board), board => { if (board.Totals.Likes == wanted) { seen.TrySetResult(); } });
        await studio.StartAsync(Cancel);
        Assert.True((await studio.InvokeAsync<BoardAnswer>("Open", new OpenRequest(episode.CreatorId), Cancel)).Ok);
        await using TestViewer ann = await TestViewer.At(gateway, episode);
        await Measure("like to board", async round =>
        {
            (seen, wanted) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), 1 - (round % 2));
            Assert.True((await ann.Like(episode, on: wanted == 1)).Ok);
            await seen.Task.WaitAsync(Patience, Cancel);
        });
    }

    /// <summary>From a moderator's decision to the push that takes the comment off another screen; promised: below 500 ms.</summary>
    [Fact(Explicit = true)]
    public async Task A_removed_comment_leaves_other_screens()
    {
        await using RunningGateway gateway = await RunningGateway.Start("--Limits:Enforced=false");
        TestEpisode episode = await TestEpisode.Create(gateway);
        await using TestViewer ann = await TestViewer.At(gateway, episode);
        using HttpClient moderator = gateway.HttpAs("mod", Roles.Moderator);
        for (int round = 0; round < Rounds; round++) { Assert.True((await ann.Comment(episode, $"c{round}")).Ok); }
        await Measure("decision to screen", async round =>
        {
            object decision = new { verdict = "remove", commentIds = new[] { $"c{round}" } };
            Task seen = ann.Sees(pulse => pulse.Retracted.Contains($"c{round}"));
            using HttpResponseMessage decided = await moderator.PostAsJsonAsync($"/api/episodes/{episode.Id}/review", decision, Cancel);
            decided.EnsureSuccessStatusCode();
            await seen.WaitAsync(Patience, Cancel);
        });
    }

    private async Task Measure(string what, Func<int, Task> act)
    {
        double[] took = new double[Rounds];
        for (int round = 0; round < Rounds; round++)
        {
            long began = Stopwatch.GetTimestamp();
            await act(round);
            took[round] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }
        Array.Sort(took);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}, {Rounds} times: p50 {took[Rounds / 2]:N0} ms, p99 {took[(int)(Rounds * 0.99)]:N0} ms, max {took[^1]:N0} ms"));
    }
}
