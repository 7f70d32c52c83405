using System.Collections.Concurrent;
using Interactions.Comments;
using Interactions.Episodes;
using Interactions.Gateway.Access;
using Interactions.Refusals;
using Microsoft.AspNetCore.SignalR.Client;
using Xunit;

namespace Interactions.Tests.Processes;

/// <summary>One of two gateways stops without dying, while the other's viewers keep talking.</summary>
public sealed class PausedGatewayTests
{
    private const int Talkers = 4;
    private const long SiloGrowthMax = 256 * 1_024 * 1_024;

    /// <summary>Much longer than a lease, so that what is sent to a gateway that does not read would pile up.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);

    /// <summary>Only ends what hangs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly Dictionary<string, string> Options = new()
    {
        ["Limits__Enforced"] = "false",
        ["Display__CommentsPerSecondMax"] = "0",
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Row_67_while_a_gateway_is_stopped_silos_stay_small_and_the_other_gateways_viewers_hear_everything()
    {
        await using ClusterProcesses cluster = await ClusterProcesses.Up(Options);
        using ChaosStage stage = new(cluster, new History("/dev/null"));
        await stage.CreateEpisodes();
        string episode = stage.Episodes[0];
        (string paused, string living) = (ClusterProcesses.Gateways[0], ClusterProcesses.Gateways[1]);
        await using Watcher stopped = await Watcher.At(stage, paused, episode);
        await using Watcher other = await Watcher.At(stage, living, episode);
        HubConnection[] talkers = await Task.WhenAll(Enumerable.Range(0, Talkers).Select(talker => Connect(stage, living, $"talker-{talker}")));
        long before = SiloBytes(cluster);

        Assert.True(cluster.Send(paused, Signal.Stop));
        (long Offset, string Id)[][] said;
        try
        {
            long began = TimeProvider.System.GetTimestamp();
            said = await Task.WhenAll(talkers.Select((hub, talker) => Talk(hub, episode, talker, began)));
            await other.Heard(said.SelectMany(own => own).Select(comment => comment.Id)).WaitAsync(Patience, Cancel);
            Assert.InRange(SiloBytes(cluster) - before, long.MinValue, SiloGrowthMax);
        }
        finally
        {
            cluster.Send(paused, Signal.Continue);
        }

        // Its viewers hear where the episode stands, and who asks gets the last that was said.
        JoinAnswer now = await other.Join();
        await stopped.Reached(now.Offset).WaitAsync(Patience, Cancel);
        await using Watcher late = await Watcher.At(stage, paused, episode);
        Assert.Contains(said.SelectMany(own => own).MaxBy(comment => comment.Offset).Id, (await late.Join()).Comments!.Select(comment => comment.Id));
    }

    private static long SiloBytes(ClusterProcesses cluster) => ClusterProcesses.Silos.Max(cluster.ResidentBytes);

    /// <returns>The comments that were acknowledged, in their order; at least one.</returns>
    private static async Task<(long Offset, string Id)[]> Talk(HubConnection hub, string episode, int talker, long began)
    {
        List<(long Offset, string Id)> said = [];
        while (said.Count == 0 || TimeProvider.System.GetElapsedTime(began) < Pause)
        {
            CommentRequest request = new(episode, $"{talker}-{said.Count}", said.Count, new string('x', 100));
            CommentAnswer answer = await hub.InvokeAsync<CommentAnswer>(nameof(IViewerHub.Comment), request, Cancel);
            if (answer.Ok) { said.Add((answer.Offset, request.CommentId!)); }
            else { Assert.Equal((int)RefusalCode.Busy, answer.Refusal?.Code); }
        }
        await hub.DisposeAsync();
        return [.. said];
    }

    private static async Task<HubConnection> Connect(ChaosStage stage, string gateway, string user)
    {
        HubConnection hub = GatewayProcess.Hub(stage.Address(gateway), await stage.Token(user, Roles.Viewer));
        // A stopped gateway does not ping.
        hub.ServerTimeout = Patience;
        await hub.StartAsync(Cancel);
        return hub;
    }

    /// <summary>A viewer that keeps what he hears, asks for what he missed, and comes back: a gateway that wakes may take its viewers for silent.</summary>
    private sealed class Watcher : IAsyncDisposable
    {
        private readonly HubConnection _hub;
        private readonly ConcurrentDictionary<string, TaskCompletionSource> _heard = new();

        private readonly List<(long Offset, TaskCompletionSource Done)> _reached = [];
        private readonly string _episode;
        private volatile bool _over;
        private EpisodePosition? _position;

        private Watcher(HubConnection hub, string episode)
        {
            _hub = hub;
            _episode = episode;
            _hub.On<EpisodePulse>(nameof(IViewerClient.Pulse), async pulse =>
            {
                if (pulse.From > _position?.Offset) { await Join(_position); }
                Hear(pulse.Comments, new EpisodePosition(pulse.Epoch, pulse.To));
            });
            _hub.Closed += async _ =>
            {
                if (_over) { return; }
                await _hub.StartAsync(Cancel);
                await Join(_position);
            };
        }

        public static async Task<Watcher> At(ChaosStage stage, string gateway, string episode)
        {
            Watcher watcher = new(await Connect(stage, gateway, $"watcher-{gateway}"), episode);
            await watcher.Join();
            return watcher;
        }

        public async Task<JoinAnswer> Join(EpisodePosition? after = null)
        {
            JoinAnswer joined = await _hub.InvokeAsync<JoinAnswer>(nameof(IViewerHub.Join), new JoinRequest(_episode, after), Cancel);
            Assert.True(joined.Ok, joined.Refusal?.Name);
            Hear(joined.Comments ?? [], new EpisodePosition(joined.Epoch, joined.Offset));
            return joined;
        }

        /// <summary>Done when the gateway has told that the episode stands at the offset or beyond.</summary>
        public Task Reached(long offset)
        {
            TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (_reached)
            {
                _reached.Add((offset, done));
                if (offset <= _position?.Offset) { done.TrySetResult(); }
            }
            return done.Task;
        }

        public Task Heard(IEnumerable<string> ids) => Task.WhenAll(ids.Select(id => Of(id).Task));

        public ValueTask DisposeAsync()
        {
            _over = true;
            return _hub.DisposeAsync();
        }

        private void Hear(Comment[] comments, EpisodePosition now)
        {
            foreach (Comment comment in comments) { Of(comment.Id).TrySetResult(); }
            lock (_reached)
            {
                if (now.Offset > (_position?.Offset ?? -1)) { _position = now; }
                foreach ((long offset, TaskCompletionSource done) in _reached) { if (offset <= now.Offset) { done.TrySetResult(); } }
            }
        }

        private TaskCompletionSource Of(string id) => _heard.GetOrAdd(id, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
    }
}
