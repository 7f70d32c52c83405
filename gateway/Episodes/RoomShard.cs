using System.Threading.Channels;
using Interactions.Episodes;
using Interactions.Gateway.Connections;
using Interactions.Gateway.Operations;

namespace Interactions.Gateway.Episodes;

/// <summary>A pulse at this gateway.</summary>
/// <param name="Before">Where the room stood before it.</param>
/// <param name="At">When it came; of some in one, when the first of them did.</param>
internal sealed record PulseArrival(EpisodePulse Pulse, EpisodePosition Before, long At);

/// <summary>
/// A part of a room's viewers, with a place of its own in the episode's order: when it is its turn it gets all that has come until then in one frame.
/// A loop of its own carries its pulses. A small room is one shard.
/// </summary>
/// <param name="tellDesks">Called for pulses with news for moderators; null when another shard does it.</param>
internal sealed partial class RoomShard(
    EpisodeId episodeId, IEpisodeGrain episode, RoomTurns turns, RoomDisplay display, Func<Task>? tellDesks, RoomsOptions options, TimeProvider clock,
    GatewayTelemetry telemetry, ILogger log)
{
    /// <summary>So few that a turn takes some milliseconds, and so many that a frame of their own costs nothing beside writing it.</summary>
    public const int ViewersMax = 512;

    private readonly Channel<PulseArrival> _pulses = Channel.CreateBounded<PulseArrival>(
        new BoundedChannelOptions(options.PulsesWaitingMax) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
        _ => telemetry.PulseDropped());

    private PulseArrival? _next;
    private EpisodePosition? _position;
    private Tally? _tally;

    /// <summary>Its last pulse could not be carried.</summary>
    public bool HasFailed { get; private set; }

    public Crowd Crowd { get; } = new(options.SlowDeadline, clock, telemetry);

    /// <summary>Hands a pulse over; never waits.</summary>
    public void Post(PulseArrival arrival) => _pulses.Writer.TryWrite(arrival);

    /// <summary>Ends the loop.</summary>
    public void Close() => _pulses.Writer.TryComplete();

    /// <summary>Tells viewers who were skipped where the episode stands: they see by the offset whether they missed something, and ask.</summary>
    public async Task CatchUp()
    {
        if (_position is null) { return; }
        await Crowd.SendToMissed(nameof(IViewerClient.Pulse), () =>
        {
            (string? epoch, long offset) = _position;
            return new EpisodePulse(episodeId.Value, epoch!, offset, offset, [], [], _tally);
        });
    }

    /// <summary>Carries pulses until <see cref="Close"/>.</summary>
    public async Task CarryAll()
    {
        RoomTurn turn = default;
        while (_next is not null || await _pulses.Reader.WaitToReadAsync())
        {
            (turn, TimeSpan pause) = await turns.Take(turn, CarryGathered);
            // Where more waits than goes into one pulse, a rest would only let it grow.
            if (_next is null && pause > TimeSpan.Zero) { await Task.Delay(pause, clock); }
        }
    }

    /// <returns>How many comments it carried.</returns>
    private async Task<int> CarryGathered()
    {
        PulseArrival gathered = Gathered();
        try
        {
            await Carry(gathered);
            HasFailed = false;
            if (Crowd.Count > 0) { telemetry.FannedOut(clock.GetElapsedTime(gathered.At)); }
        }
        catch (Exception fault)
        {
            // The room goes on; its viewers see by the offsets that they missed something, and ask.
            HasFailed = true;
            PulseFailed(episodeId.Value, fault);
        }
        return gathered.Pulse.Comments.Length;
    }

    /// <summary>Everything that waits, as far as it goes into one pulse: a sweep costs the same for one comment and for fifty.</summary>
    private PulseArrival Gathered()
    {
        PulseArrival? gathered = _next;
        _next = null;
        while (_next is null && _pulses.Reader.TryRead(out PulseArrival? next))
        {
            if (gathered is null) { gathered = next; }
            else if (gathered.Pulse.MayTake(next.Pulse)) { gathered = gathered with { Pulse = gathered.Pulse.Then(next.Pulse) }; }
            else { _next = next; }
        }
        return gathered!;
    }

    private async Task Carry(PulseArrival arrival)
    {
        EpisodePulse pulse = arrival.Pulse;
        EpisodePosition here = _position ??= arrival.Before;
        if (here.Epoch == pulse.Epoch)
        {
            if (pulse.From > here.Offset) { await Push(await episode.GetPulse(here)); }
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
        if (Crowd.Count > 0) { await Crowd.Send(nameof(IViewerClient.Pulse), display.Choose(pulse)); }
        if (isDeskNews && tellDesks is not null) { await tellDesks(); }
    }

    [LoggerMessage(EventId = 3101, Level = LogLevel.Warning, Message = "A pulse of episode {EpisodeId} could not be carried; its viewers will ask for it.")]
    private partial void PulseFailed(string episodeId, Exception fault);
}
