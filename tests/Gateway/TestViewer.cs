using System.Threading.Channels;
using Interactions.Comments;
using Interactions.Episodes;
using Interactions.Refusals;
using Microsoft.AspNetCore.SignalR.Client;
using Xunit;

namespace Interactions.Tests.Gateway;

/// <summary>A viewer with the real SignalR client: calls, and the pulses that reach his screen.</summary>
internal sealed class TestViewer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly HubConnection _hub;
    private readonly Channel<EpisodePulse> _pulses = Channel.CreateUnbounded<EpisodePulse>();

    private TestViewer(HubConnection hub)
    {
        _hub = hub;
        hub.On<EpisodePulse>(nameof(IViewerClient.Pulse), pulse => _pulses.Writer.TryWrite(pulse));
        hub.Closed += fault =>
        {
            Closed.TrySetResult();
            _pulses.Writer.TryComplete(fault);
            return Task.CompletedTask;
        };
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public HubConnection Hub => _hub;

    public TaskCompletionSource Closed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Connects; anonymous when <paramref name="userId"/> is null.</summary>
    public static async Task<TestViewer> Connect(RunningGateway gateway, string? userId = null, params string[] roles)
    {
        TestViewer viewer = new(gateway.Viewer(userId, roles));
        await viewer._hub.StartAsync(Cancel);
        return viewer;
    }

    /// <summary>Connects as a new user and joins.</summary>
    public static async Task<TestViewer> At(RunningGateway gateway, TestEpisode episode)
    {
        TestViewer viewer = await Connect(gateway, TestEpisode.NewId("user"));
        Assert.True((await viewer.Join(episode)).Ok);
        return viewer;
    }

    public Task<T> Call<T>(string method, object? request) => _hub.InvokeAsync<T>(method, request, Cancel).WaitAsync(Patience, Cancel);

    /// <summary>Calls, and answers the refusal; the test fails when there is none.</summary>
    public async Task<Refusal> Refused<T>(string method, object? request)
    {
        dynamic answer = (await Call<T>(method, request))!;
        Assert.False(answer.Ok);
        return Assert.IsType<Refusal>(answer.Refusal);
    }

    public Task<JoinAnswer> Join(TestEpisode episode, EpisodePosition? after = null) =>
        Call<JoinAnswer>(nameof(IViewerHub.Join), new JoinRequest(episode.Id, after));

    public Task<LikeAnswer> Like(TestEpisode episode, bool on = true) => Call<LikeAnswer>(nameof(IViewerHub.Like), new LikeRequest(episode.Id, on));

    public Task<CommentAnswer> Comment(TestEpisode episode, string id, string text = "hello", int atMs = 1_000) =>
        Call<CommentAnswer>(nameof(IViewerHub.Comment), new CommentRequest(episode.Id, id, atMs, text));

    public Task<Answer> Retract(TestEpisode episode, string id) => Call<Answer>(nameof(IViewerHub.Retract), new RetractRequest(episode.Id, id));

    /// <summary>The next pulse.</summary>
    public Task<EpisodePulse> Next() => _pulses.Reader.ReadAsync(Cancel).AsTask().WaitAsync(Patience, Cancel);

    /// <summary>The next pulse of which something holds; the ones before it are passed over.</summary>
    public async Task<EpisodePulse> Sees(Func<EpisodePulse, bool> holds)
    {
        while (true)
        {
            EpisodePulse pulse = await Next();
            if (holds(pulse)) { return pulse; }
        }
    }

    /// <summary>The comment of this name, once it flies over the screen.</summary>
    public async Task<Comment> SeesComment(string id) =>
        (await Sees(pulse => pulse.Comments.Any(comment => comment.Id == id))).Comments.Single(c => c.Id == id);

    public ValueTask DisposeAsync() => _hub.DisposeAsync();
}
