using Interactions.Episodes;
using Interactions.Refusals;
using Microsoft.AspNetCore.SignalR.Client;

namespace Interactions.Tests.Processes;

/// <summary>One user with one screen: shows one episode, acts on all of them, and repeats each operation with the same ids until it is acknowledged.</summary>
internal sealed class ChaosViewer(string user, string token, ChaosStage stage, int seed) : IAsyncDisposable
{
    /// <summary>Longer than a gateway repeats for us, shorter than a pause: then the other gateway is asked.</summary>
    private static readonly TimeSpan CallPatience = TimeSpan.FromSeconds(9);
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(50);

    private readonly Random _random = new(seed);
    private readonly ChaosActs _acts = new(user, stage.Episodes, seed);
    private HubConnection? _hub;
    private string _gateway = ClusterProcesses.Gateways[seed % 2];
    private bool _joined;
    private int _goAfterMs;
    private double _beganAt;

    public string Episode { get; } = stage.Episodes[seed % stage.Episodes.Count];

    public string User => user;

    public Screen Screen { get; } = new(user, stage.Episodes[seed % stage.Episodes.Count]);

    public bool IsWatching => _joined && _hub?.State == HubConnectionState.Connected;

    /// <summary>What is under way; null between two operations.</summary>
    public Act? UnderWay { get; private set; }

    /// <summary>Acts until told to stop, finishes what is under way, and then only watches.</summary>
    /// <param name="leave">Ends all of it.</param>
    public async Task Live(CancellationToken stop, CancellationToken leave)
    {
        while (!leave.IsCancellationRequested)
        {
            await Ready(leave);
            if (_hub is null) { continue; }
            if (UnderWay is null && stop.IsCancellationRequested) { await Task.Delay(LookInterval, TimeProvider.System, CancellationToken.None); }
            else { await ActOnce(leave); }
        }
    }

    /// <summary>The user's own sides of an episode, asked on his connection.</summary>
    public async Task<Mine> AskMine(string episode, CancellationToken leave)
    {
        while (true)
        {
            await Ready(leave);
            if (await Call(hub => hub.InvokeAsync<JoinAnswer>(nameof(IViewerHub.Join), new JoinRequest(episode))) is { Ok: true } answer)
            {
                if (episode != Episode) { await Call(hub => hub.InvokeAsync<Answer>(nameof(IViewerHub.Leave), new LeaveRequest(episode))); }
                return answer.Mine!;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_hub is not null) { await _hub.DisposeAsync(); }
    }

    private async Task ActOnce(CancellationToken leave)
    {
        Act act = UnderWay ?? _acts.Next();
        if (UnderWay is null) { (UnderWay, _beganAt) = (act, stage.History.Now); }
        try
        {
            using CancellationTokenSource patience = Patience(CallPatience, leave);
            (Refusal? refusal, long offset) = await ChaosActs.Send(_hub!, act, patience.Token);
            if (refusal is null)
            {
                UnderWay = null;
                _acts.Acknowledged(act);
                stage.History.Acknowledge(act with { Offset = offset }, _beganAt, _gateway);
                await Pause(_random.Next(stage.ThinkMsMax), leave);
                return;
            }
            Unsure(act, refusal.Name);
            await Pause(_random.Next(refusal.RetryAfterMs ?? 1_000), leave);
        }
        catch (Exception fault)
        {
            Unsure(act, fault.GetType().Name);
            Disconnect();
        }
    }

    private void Unsure(Act act, string why)
    {
        stage.History.Unsure(act, _beganAt, _gateway, why);
    }

    /// <summary>Makes sure, as far as one attempt goes, that the screen is shown and complete.</summary>
    private async Task Ready(CancellationToken leave)
    {
        if (_goAfterMs > 0)
        {
            await Pause(_random.Next(_goAfterMs), leave);
            Disconnect();
        }
        if (_hub is not { State: HubConnectionState.Connected }) { await Connect(leave); }
        if (_hub is null || (_joined && !Screen.HasGap)) { return; }
        JoinAnswer? answer = await Call(hub => hub.InvokeAsync<JoinAnswer>(nameof(IViewerHub.Join), new JoinRequest(Episode, Screen.Position)));
        if (answer is { Ok: true })
        {
            _joined = true;
            Screen.Joined(answer);
        }
        else if (answer is not null) { await Pause(_random.Next(answer.Refusal!.RetryAfterMs ?? 1_000), leave); }
    }

    private async Task Connect(CancellationToken leave)
    {
        Disconnect();
        HubConnection hub = GatewayProcess.Hub(stage.Address(_gateway), token);
        hub.On<EpisodePulse>(nameof(IViewerClient.Pulse), pulse =>
        {
            // The pulses of the other episodes, asked for at the end, are not for this screen.
            if (pulse.EpisodeId == Episode) { Screen.Pulsed(pulse); }
        });
        hub.On<GoingAway>(nameof(IViewerClient.GoingAway), notice => _goAfterMs = notice.RetryAfterMs);
        try
        {
            using CancellationTokenSource patience = Patience(ConnectPatience, leave);
            await hub.StartAsync(patience.Token);
            _hub = hub;
        }
        catch (Exception)
        {
            // It is away or paused: the other one next time.
            Forget(hub);
            Turn();
            await Pause(_random.Next(200), leave);
        }
    }

    private async Task<T?> Call<T>(Func<HubConnection, Task<T>> call)
        where T : class
    {
        try
        {
            return _hub is null ? null : await call(_hub).WaitAsync(CallPatience, TimeProvider.System);
        }
        catch (Exception)
        {
            Disconnect();
            return null;
        }
    }

    private void Disconnect()
    {
        (_joined, _goAfterMs) = (false, 0);
        if (_hub is not { } hub) { return; }
        _hub = null;
        Forget(hub);
        Turn();
    }

    private void Turn() => _gateway = ClusterProcesses.Gateways[_gateway == ClusterProcesses.Gateways[0] ? 1 : 0];

    /// <summary>A paused gateway does not say goodbye; nobody waits for it.</summary>
    private static void Forget(HubConnection hub) => _ = hub.DisposeAsync().AsTask();

    private static async Task Pause(int ms, CancellationToken leave)
    {
        try
        {
            await Task.Delay(TimeSpan.FromMilliseconds(ms), TimeProvider.System, leave);
        }
        catch (OperationCanceledException)
        {
            // The loop sees it.
        }
    }

    private static CancellationTokenSource Patience(TimeSpan patience, CancellationToken leave)
    {
        CancellationTokenSource source = CancellationTokenSource.CreateLinkedTokenSource(leave);
        source.CancelAfter(patience);
        return source;
    }
}
