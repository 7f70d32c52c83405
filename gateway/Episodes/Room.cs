using System.Threading.Channels;
using Interactions.Creators;
using Interactions.Episodes;
using Interactions.Gateway.Cluster;
using Interactions.Gateway.Connections;
using Interactions.Gateway.Operations;
using Microsoft.AspNetCore.SignalR;

namespace Interactions.Gateway.Episodes;

/// <summary>
/// An episode at this gateway: one observer and one lease towards its grain, one inbox, and the connections that show it. A loop of its own carries its
/// pulses, so that a slow room holds up no other.
/// </summary>
internal sealed partial class Room : IEpisodeObserver
{
    private readonly EpisodeId _episodeId;
    private readonly RoomsOptions _options;
    private readonly TimeProvider _clock;
    private readonly RoomDisplay _display;
    private readonly ILogger _log;
    private readonly GatewayTelemetry _telemetry;
    private readonly Channel<Arrival> _pulses;
    private readonly IEpisodeObserver _observer;
    private Arrival? _next;
    private EpisodePosition? _position;
    private Tally? _tally;
    private RoomWindow _window;

    public Room(
        EpisodeId episodeId, IGrainFactory grains, RoomDisplay display, RoomsOptions options, RepeatedCalls calls, TimeProvider clock, GatewayTelemetry telemetry,
        ILogger log)
    {
        (_episodeId, _display, _options, _clock, _telemetry, _log) = (episodeId, display, options, clock, telemetry, log);
        Episode = grains.GetGrain<IEpisodeGrain>(episodeId.Value);
        Inbox = new EpisodeInbox(Episode, options, calls, clock, telemetry);
        (Crowd, Desks) = (new Crowd(options.SlowDeadline, clock, telemetry), new Crowd(options.SlowDeadline, clock, telemetry));
        _observer = grains.CreateObjectReference<IEpisodeObserver>(this);
        _pulses = Channel.CreateBounded<Arrival>(
            new BoundedChannelOptions(options.PulsesWaitingMax) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            _ => telemetry.PulseDropped());
        _ = Task.Run(CarryAll);
    }

    public IEpisodeGrain Episode { get; }

    public EpisodeInbox Inbox { get; }

    public Crowd Crowd { get; }

    /// <summary>The moderators' desks that look at the episode. They hear that there is something new, and ask for it.</summary>
    public Crowd Desks { get; }

    public void Leave(HubConnectionContext connection)
    {
        Crowd.Remove(connection);
        Desks.Remove(connection);
    }

    /// <summary>Whose sake the lease is for, as it tells them apart.</summary>
    public (int Viewers, int Overlays) Audience
    {
        get
        {
            (int viewers, int overlays) = Crowd.Audience;
            return (viewers, overlays + Desks.Count);
        }
    }

    /// <summary>Who the last lease said was here, and when: what decides whether it is time to renew.</summary>
    public (int Viewers, int Overlays) Told { get; private set; }

    public long RenewedAt { get; private set; }

    /// <summary>When somebody last asked for this room.</summary>
    public long UsedAt { get; set; }

    /// <summary>Ends the loop. The room is forgotten already and nobody shows it.</summary>
    public void Close(IGrainFactory grains)
    {
        _pulses.Writer.TryComplete();
        grains.DeleteObjectReference<IEpisodeObserver>(_observer);
    }

    /// <summary>Orleans calls this on one thread for all observers of the process, so it only hands over.</summary>
    public Task OnPulse(EpisodePulse pulse)
    {
        _pulses.Writer.TryWrite(new Arrival(pulse, _clock.GetTimestamp()));
        return Task.CompletedTask;
    }

    /// <summary>Renews the lease, and fetches what a lost pulse would have told.</summary>
    public async Task Renew(string gatewayId, long now)
    {
        (int viewers, int overlays) = Audience;
        EpisodeLeaseAnswer answer = await Episode.Renew(new EpisodeLease(gatewayId, viewers, _observer, overlays, _window.Gathers));
        (Told, RenewedAt) = ((viewers, overlays), now);
        EpisodePosition here = _position ??= new EpisodePosition(answer.Epoch, answer.Pulsed);
        if (here.Epoch == answer.Epoch && here.Offset >= answer.Pulsed) { return; }
        await OnPulse(await Episode.GetPulse(here));
    }

    /// <summary>Tells viewers who were skipped where the episode stands: they see by the offset whether they missed something, and ask.</summary>
    public async Task CatchUp()
    {
        if (_position is null) { return; }
        await Desks.SendToMissed(nameof(ICreatorClient.Desk), () => new DeskNotice(_episodeId.Value));
        await Crowd.SendToMissed(nameof(IViewerClient.Pulse), () =>
        {
            (string? epoch, long offset) = _position;
            return new EpisodePulse(_episodeId.Value, epoch!, offset, offset, [], [], _tally);
        });
    }

    private async Task CarryAll()
    {
        while (_next is not null || await _pulses.Reader.WaitToReadAsync())
        {
            long began = _clock.GetTimestamp();
            Arrival gathered = Gathered();
            try
            {
                await Carry(gathered.Pulse);
                if (Crowd.Count > 0) { _telemetry.FannedOut(_clock.GetElapsedTime(gathered.At)); }
            }
            catch (Exception fault)
            {
                // The room goes on; its viewers see by the offsets that they missed something, and ask.
                PulseFailed(_episodeId.Value, fault);
            }
            _window = RoomWindow.After(_clock.GetElapsedTime(began), gathered.Pulse.Comments.Length, _options.WindowMax);
            if (_window.Rest > TimeSpan.Zero) { await Task.Delay(_window.Rest, _clock); }
        }
    }

    /// <summary>Everything that waits, as far as it goes into one pulse: a sweep costs the same for one comment and for fifty.</summary>
    private Arrival Gathered()
    {
        Arrival? gathered = _next;
        _next = null;
        while (_next is null && _pulses.Reader.TryRead(out Arrival? next))
        {
            if (gathered is null) { gathered = next; }
            else if (gathered.Pulse.MayTake(next.Pulse)) { gathered = gathered with { Pulse = gathered.Pulse.Then(next.Pulse) }; }
            else { _next = next; }
        }
        return gathered!;
    }

    private async Task Carry(EpisodePulse pulse)
    {
        EpisodePosition here = _position ??= new EpisodePosition(pulse.Epoch, pulse.From);
        if (here.Epoch == pulse.Epoch)
        {
            if (pulse.From > here.Offset) { await Push(await Episode.GetPulse(here)); }
            // What a lost pulse would have told may have been fetched while this one was on its way.
            if (pulse.To < _position.Offset || (pulse.To == _position.Offset && pulse.Tally is null)) { return; }
            pulse = pulse.After(_position.Offset);
        }
        await Push(pulse);
    }

    // :: Comment 4: choose what fits on a screen, encode once, write the same bytes to everybody.
    private async Task Push(EpisodePulse pulse)
    {
        // Of another generation nobody can say what is new in it.
        bool isDeskNews = _position is not { } before || before.Epoch != pulse.Epoch || pulse.DeskOffset > before.Offset;
        (_position, _tally) = (new EpisodePosition(pulse.Epoch, pulse.To), pulse.Tally ?? _tally);
        if (Crowd.Count > 0) { await Crowd.Send(nameof(IViewerClient.Pulse), _display.Choose(pulse)); }
        if (isDeskNews && Desks.Count > 0) { await Desks.Send(nameof(ICreatorClient.Desk), new DeskNotice(_episodeId.Value)); }
    }

    /// <param name="At">When it came; of some in one, when the first of them did.</param>
    private sealed record Arrival(EpisodePulse Pulse, long At);

    [LoggerMessage(EventId = 3101, Level = LogLevel.Warning, Message = "A pulse of episode {EpisodeId} could not be carried; its viewers will ask for it.")]
    private partial void PulseFailed(string episodeId, Exception fault);
}
