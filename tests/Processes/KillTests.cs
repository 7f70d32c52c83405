using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Interactions.Episodes;
using Interactions.Gateway.Access;
using Interactions.Gateway.Episodes;
using Interactions.Users;
using Microsoft.AspNetCore.SignalR.Client;
using Xunit;

namespace Interactions.Tests.Processes;

/// <summary>Acknowledged means kept: by a process that is killed, not asked.</summary>
public sealed class KillTests : IDisposable
{
    private const int Users = 100;
    private const int Episodes = 100;
    private const int CommentsEach = 20;

    /// <summary>Episodes that are liked for the first time while the process is killed.</summary>
    private const int LateEpisodes = 20;

    /// <summary>Only ends what hangs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly string[] Options = ["--Demo:Enabled", "false", "--Limits:Enforced", "false"];

    private readonly string _folder = Directory.CreateTempSubdirectory("interactions-kill-").FullName;

    /// <summary>Set when as many comments as there are users were acknowledged before the kill.</summary>
    private readonly TaskCompletionSource _enough = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Ten_thousand_likes_and_two_thousand_comments_survive_kill_9_and_count_once()
    {
        ConcurrentDictionary<string, long> offsets = new();
        ConcurrentDictionary<string, long> unsure = new();
        ConcurrentDictionary<(int User, string Episode), bool> liked = new();
        await using (GatewayProcess first = await GatewayProcess.Start(_folder, Options))
        {
            await CreateEpisodes(first);
            HubConnection[] viewers = await Connect(first);
            await Task.WhenAll(viewers.Select((viewer, user) => Act(viewer, user, offsets)));
            // The process dies while more is under way; what of it was acknowledged is counted from here.
            Task more = Task.WhenAll(viewers.Select((viewer, user) => ActUntilCut(viewer, user, liked, unsure)));
            await _enough.Task.WaitAsync(Patience, TimeProvider.System, Cancel);
            await first.Kill();
            await more;
            foreach (HubConnection viewer in viewers) { await viewer.DisposeAsync(); }
        }

        await using GatewayProcess second = await GatewayProcess.Start(_folder, Options);
        // Before anybody asks for the episode.
        await AssertUsersHear(second, liked, unsure);
        await AssertKept(second, unsure);
        HubConnection[] again = await Connect(second);
        ConcurrentDictionary<string, long> repeated = new();
        await Task.WhenAll(again.Select((viewer, user) => Act(viewer, user, repeated)));
        Assert.Equal(offsets.OrderBy(pair => pair.Key), repeated.OrderBy(pair => pair.Key));
        await AssertKept(second, unsure);
        foreach (HubConnection viewer in again) { await viewer.DisposeAsync(); }
    }

    [Fact]
    public async Task A_second_process_on_the_same_folder_is_refused_in_one_line_and_SIGTERM_ends_the_first_in_order()
    {
        await using GatewayProcess first = await GatewayProcess.Start(_folder, Options);
        (int exitCode, string output) = await GatewayProcess.StartAndEnd(_folder, Options);
        Assert.NotEqual(0, exitCode);
        Assert.Contains("Interactions does not start: ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        Assert.Equal(0, await first.Stop());
    }

    private static string Episode(int number) => $"kill-{number}";

    private static string Unsure => Episode(Episodes - 1);

    private static async Task CreateEpisodes(GatewayProcess gateway)
    {
        using HttpClient http = new() { BaseAddress = new Uri(gateway.Address) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await gateway.Token("maker", Roles.Creator));
        for (int i = 0; i < Episodes + LateEpisodes; i++)
        {
            HttpResponseMessage answer = await http.PostAsJsonAsync("/api/episodes", new EpisodeRequest(Episode(i), $"Episode {i}", 60_000), Cancel);
            answer.EnsureSuccessStatusCode();
        }
    }

    private static Task<HubConnection[]> Connect(GatewayProcess gateway) =>
        Task.WhenAll(Enumerable.Range(0, Users).Select(user => gateway.Viewer($"user-{user}")));

    /// <summary>One user likes every episode and comments twenty times on the first: 10,000 likes and 2,000 comments of all users.</summary>
    private static async Task Act(HubConnection viewer, int user, ConcurrentDictionary<string, long> offsets)
    {
        for (int i = 0; i < Episodes; i++)
        {
            LikeAnswer like = await viewer.InvokeAsync<LikeAnswer>(nameof(IViewerHub.Like), new LikeRequest(Episode(i), true), Cancel);
            Assert.True(like.Ok && like.Liked, like.Refusal?.Name);
        }
        for (int i = 0; i < CommentsEach; i++)
        {
            CommentAnswer comment = await viewer.InvokeAsync<CommentAnswer>(nameof(IViewerHub.Comment), CommentOf(Episode(0), user, i), Cancel);
            Assert.True(comment.Ok, comment.Refusal?.Name);
            offsets[$"{user}/{i}"] = comment.Offset;
        }
    }

    private async Task ActUntilCut(
        HubConnection viewer, int user, ConcurrentDictionary<(int User, string Episode), bool> liked, ConcurrentDictionary<string, long> acknowledged)
    {
        try
        {
            for (int i = 0; i < 100_000; i++)
            {
                string late = Episode(Episodes + (i % LateEpisodes));
                LikeAnswer like = await viewer.InvokeAsync<LikeAnswer>(nameof(IViewerHub.Like), new LikeRequest(late, true), Cancel);
                if (like.Ok) { liked[(user, late)] = true; }
                CommentRequest request = CommentOf(Unsure, user, i);
                CommentAnswer comment = await viewer.InvokeAsync<CommentAnswer>(nameof(IViewerHub.Comment), request, Cancel);
                if (comment.Ok) { acknowledged[request.CommentId!] = comment.Offset; }
                if (acknowledged.Count >= Users) { _enough.TrySetResult(); }
            }
        }
        catch (Exception cut) when (!Cancel.IsCancellationRequested)
        {
            // The connection ends with the process: the last comment's outcome is unknown, which is what this is about.
            TestContext.Current.SendDiagnosticMessage($"user {user}: {cut.GetType().Name}");
        }
    }

    private static CommentRequest CommentOf(string episode, int user, int number) =>
        new(episode, $"c-{user}-{number}", number * 1_000 % 60_000, $"comment {number} of {user}");

    /// <summary>Each user's record comes to hold the likes and the last comment that were acknowledged before the kill.</summary>
    private static async Task AssertUsersHear(
        GatewayProcess gateway, ConcurrentDictionary<(int User, string Episode), bool> liked, ConcurrentDictionary<string, long> acknowledged)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(Patience);
        using HttpClient http = new() { BaseAddress = new Uri(gateway.Address) };
        foreach (IGrouping<int, string> own in liked.Keys.GroupBy(key => key.User, key => key.Episode))
        {
            string? last = acknowledged.Keys.Where(id => id.StartsWith($"c-{own.Key}-", StringComparison.Ordinal)).MaxBy(id => acknowledged[id]);
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await gateway.Token($"user-{own.Key}", Roles.Viewer));
            while (!Knows((await http.GetFromJsonAsync<UserRecord>("/api/users/me", patience.Token))!, own, last))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, patience.Token);
            }
        }
    }

    private static bool Knows(UserRecord record, IEnumerable<string> episodes, string? commentId) =>
        episodes.All(episode => record.Likes.Any(like => like.EpisodeId == episode))
        && (commentId is null || record.Comments.Any(comment => comment.CommentId == commentId));

    private static async Task AssertKept(GatewayProcess gateway, ConcurrentDictionary<string, long> acknowledged)
    {
        using HttpClient http = new() { BaseAddress = new Uri(gateway.Address) };
        for (int i = 0; i < Episodes; i++)
        {
            Tally tally = (await http.GetFromJsonAsync<Tally>($"/api/episodes/{Episode(i)}/tally", Cancel))!;
            Assert.Equal(Users, tally.Likes);
            if (i == 0) { Assert.Equal(Users * CommentsEach, tally.Comments); }
        }
        Dictionary<string, long> kept = [];
        for (long? after = 0; after is { } offset;)
        {
            CommentPage page = (await http.GetFromJsonAsync<CommentPage>($"/api/episodes/{Unsure}/comments?after={offset}&limit=500", Cancel))!;
            foreach (Interactions.Comments.Comment comment in page.Comments) { kept.Add(comment.Id, comment.Offset); }
            after = page.Next;
        }
        Assert.All(acknowledged, pair => Assert.Equal(pair.Value, kept[pair.Key]));
    }
}
