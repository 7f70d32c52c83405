using Interactions.Creators;
using Interactions.Episodes;
using Interactions.Gateway.Cluster;
using Interactions.Gateway.Connections;
using Interactions.Gateway.Operations;
using Microsoft.AspNetCore.SignalR;

namespace Interactions.Gateway.Episodes;

/// <summary>
/// An episode at this gateway: one observer and one lease towards its grain, one inbox, and the connections that show it, in shards that are written to
/// in turns. Their loops carry the pulses, so that a slow room holds up no other.
/// </summary>
internal sealed class Room : IEpisodeObserver
{
    private readonly EpisodeId _episodeId;
    private readonly TimeProvider _clock;
    private readonly RoomTurns _turns;
    private readonly Func<Func<Task>?, RoomShard> _newShard;
    private readonly IEpisodeObserver _observer;
    private volatile RoomShard[] _shards;

    /// <summary>Where the last pulse that came has led to, carried or not.</summary>
    private volatile EpisodePosition? _heard;

    /// <param name="display">Makes what chooses for one shard what its screens show.</param>
    public Room(
        EpisodeId episodeId, IGrainFactory grains, Func<RoomDisplay> display, RoomsOptions options, RepeatedCalls calls, TimeProvider clock,
        GatewayTelemetry telemetry, ILogger log)
    {
        (_episodeId, _clock, _turns) = (episodeId, clock, new RoomTurns(options.WindowMax, clock));
        Episode = grains.GetGrain<IEpisodeGrain>(episodeId.Value);
        Inbox = new EpisodeInbox(Episode, options, calls, clock, telemetry);
        Desks = new Crowd(options.SlowDeadline, clock, telemetry);
        _newShard = tellDesks => new RoomShard(episodeId, Episode, _turns, display(), tellDesks, options, clock, telemetry, log);
        _shards = [Begin(TellDesks)];
        _observer = grains.CreateObjectReference<IEpisodeObserver>(this);
    }

    public IEpisodeGrain Episode { get; }

    public EpisodeInbox Inbox { get; }

    /// <summary>The moderators' desks that look at the episode. They hear that there is something new, and ask for it.</summary>
    public Crowd Desks { get; }

    /// <summary>Connections that show the episode.</summary>
    public int Count => _shards.Sum(shard => shard.Crowd.Count);

    /// <summary>Shows the episode to a connection. Whoever calls it lets nobody else enter meanwhile.</summary>
    public void Enter(HubConnectionContext connection)
    {
        RoomShard[] shards = _shards;
        if (Array.Exists(shards, shard => shard.Crowd.Has(connection))) { return; }
        if (Array.Find(shards, shard => shard.Crowd.Count < RoomShard.ViewersMax) is not { } free)
        {
            free = Begin(tellDesks: null);
            _shards = [.. shards, free];
        }
        free.Crowd.Add(connection);
    }

    public void Leave(HubConnectionContext connection)
    {
        foreach (RoomShard shard in _shards) { shard.Crowd.Remove(connection); }
        Desks.Remove(connection);
    }

    /// <summary>Whose sake the lease is for, as it tells them apart.</summary>
    public (int Viewers, int Overlays) Audience
    {
        get
        {
            (int viewers, int overlays) = (0, Desks.Count);
            foreach (RoomShard shard in _shards)
            {
                (int here, int beside) = shard.Crowd.Audience;
                (viewers, overlays) = (viewers + here, overlays + beside);
            }
            return (viewers, overlays);
        }
    }

    /// <summary>Who the last lease said was here, and when: what decides whether it is time to renew.</summary>
    public (int Viewers, int Overlays) Told { get; private set; }

    public long RenewedAt { get; private set; }

    /// <summary>When somebody last asked for this room.</summary>
    public long UsedAt { get; set; }

    /// <summary>Ends the loops. The room is forgotten already and nobody shows it.</summary>
    public void Close(IGrainFactory grains)
    {
        foreach (RoomShard shard in _shards) { shard.Close(); }
        grains.DeleteObjectReference<IEpisodeObserver>(_observer);
    }

    /// <summary>Orleans calls this on one thread for all observers of the process, so it only hands over.</summary>
    public Task OnPulse(EpisodePulse pulse)
    {
        EpisodePosition before = _heard ?? new EpisodePosition(pulse.Epoch, pulse.From);
        _heard = new EpisodePosition(pulse.Epoch, before.Epoch == pulse.Epoch ? Math.Max(before.Offset, pulse.To) : pulse.To);
        PulseArrival arrival = new(pulse, before, _clock.GetTimestamp());
        foreach (RoomShard shard in _shards) { shard.Post(arrival); }
        return Task.CompletedTask;
    }

    /// <summary>Renews the lease, and fetches what a lost pulse would have told.</summary>
    public async Task Renew(string gatewayId, long now)
    {
        (int viewers, int overlays) = Audience;
        EpisodeLeaseAnswer answer = await Episode.Renew(new EpisodeLease(gatewayId, viewers, _observer, overlays, _turns.Gathers));
        (Told, RenewedAt) = ((viewers, overlays), now);
        EpisodePosition here = _heard ??= new EpisodePosition(answer.Epoch, answer.Pulsed);
        bool isCurrent = here.Epoch == answer.Epoch && here.Offset >= answer.Pulsed;
        // A shard that failed stands where it stood, and fetches the rest when it sees in the next pulse that it is behind.
        if (!isCurrent || Array.Exists(_shards, shard => shard.HasFailed)) { await OnPulse(await Episode.GetPulse(here)); }
    }

    /// <summary>Tells viewers who were skipped where the episode stands.</summary>
    public async Task CatchUp()
    {
        await Desks.SendToMissed(nameof(ICreatorClient.Desk), () => new DeskNotice(_episodeId.Value));
        foreach (RoomShard shard in _shards) { await shard.CatchUp(); }
    }

    private RoomShard Begin(Func<Task>? tellDesks)
    {
        RoomShard shard = _newShard(tellDesks);
        _ = Task.Run(shard.CarryAll);
        return shard;
    }

    private Task TellDesks() => Desks.Count > 0 ? Desks.Send(nameof(ICreatorClient.Desk), new DeskNotice(_episodeId.Value)) : Task.CompletedTask;
}
