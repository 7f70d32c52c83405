using Interactions.Episodes;
using Interactions.Gateway.Access;
using Interactions.Gateway.Cluster;
using Interactions.Gateway.Operations;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace Interactions.Gateway.Episodes;

/// <summary>The rooms of this gateway: made when somebody comes, renewed while somebody is there, forgotten when nobody has been for a while.</summary>
internal sealed partial class Rooms(
    IGrainFactory grains, UserKeys keys, IOptions<RoomsOptions> options, IOptions<DisplayOptions> display, RepeatedCalls calls, TimeProvider clock,
    GatewayTelemetry telemetry, ILogger<Rooms> log) : BackgroundService
{
    /// <summary>How often the rooms are looked at: viewers that came or went are told within it, and viewers that were skipped hear where they are.</summary>
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>How long an empty room is kept, for those who come back at once.</summary>
    private static readonly TimeSpan EmptyKept = TimeSpan.FromSeconds(10);

    /// <summary>Many: those whose silo has died wait for seconds, and the others' leases must not run out meanwhile.</summary>
    private static readonly ParallelOptions RenewalsAtOnce = new() { MaxDegreeOfParallelism = 256 };

    private readonly Lock _gate = new();
    private readonly Dictionary<EpisodeId, Room> _rooms = [];

    /// <summary>Made anew at each start, so that the leases of a process that died run out.</summary>
    private readonly string _gatewayId = Guid.CreateVersion7().ToString("N");

    /// <summary>The room of an episode that the catalogue knows.</summary>
    public Room Of(CatalogueEntry entry)
    {
        EpisodeId id = new(entry.EpisodeId);
        lock (_gate)
        {
            if (!_rooms.TryGetValue(id, out Room? room))
            {
                (string creator, ulong seed) = (Visitors.AuthorOf(keys.Of(entry.Settings.CreatorId)), (ulong)Random.Shared.NextInt64());
                _rooms[id] = room = new Room(
                    id, grains, () => new RoomDisplay(display.Value, creator, seed, clock), options.Value, calls, clock, telemetry, log);
            }
            room.UsedAt = clock.GetTimestamp();
            return room;
        }
    }

    /// <summary>Shows the episode to a connection from now on: in one step, so that the room is not forgotten between being found and being entered.</summary>
    public Room Enter(CatalogueEntry entry, HubConnectionContext connection)
    {
        lock (_gate)
        {
            Room room = Of(entry);
            room.Enter(connection);
            return room;
        }
    }

    /// <summary>Tells a moderator's desk from now on when there is something new to look at in the episode.</summary>
    public Room Attend(CatalogueEntry entry, HubConnectionContext connection)
    {
        lock (_gate)
        {
            Room room = Of(entry);
            room.Desks.Add(connection);
            return room;
        }
    }

    /// <summary>The first viewer has a lease before this returns; others have it already.</summary>
    public Task Lease(Room room) => room.Told.Viewers == 0 ? room.Renew(_gatewayId, clock.GetTimestamp()) : Task.CompletedTask;

    /// <summary>The episodes that most connections show.</summary>
    public HotEpisode[] Hottest(int count)
    {
        lock (_gate)
        {
            return [.. _rooms.Where(room => room.Value.Count > 0).Select(room => new HotEpisode(room.Key.Value, room.Value.Count))
                .OrderByDescending(episode => episode.Connections).Take(count)];
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer look = new(LookInterval, clock);
        try
        {
            while (await look.WaitForNextTickAsync(stoppingToken)) { await Look(); }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops; leases run out by themselves.
        }
    }

    private async Task Look()
    {
        long now = clock.GetTimestamp();
        Room[] rooms;
        lock (_gate) { rooms = [.. _rooms.Values]; }
        await Parallel.ForEachAsync(rooms, RenewalsAtOnce, async (room, _) => await LookAfter(room, now));
        lock (_gate)
        {
            foreach ((EpisodeId id, Room room) in _rooms)
            {
                bool idle = room.Audience == default && room.Told == default && clock.GetElapsedTime(room.UsedAt, now) > EmptyKept;
                if (!idle) { continue; }
                _rooms.Remove(id);
                room.Close(grains);
            }
        }
    }

    private bool IsDue(Room room, long now) =>
        room.Audience != room.Told
        || (room.Told != default && clock.GetElapsedTime(room.RenewedAt, now) >= EpisodeLease.RenewalInterval);

    private async Task LookAfter(Room room, long now)
    {
        try
        {
            await room.CatchUp();
            if (IsDue(room, now)) { await room.Renew(_gatewayId, now); }
        }
        catch (Exception fault)
        {
            // The next look tries again; a lease outlives three of them.
            LookFailed(fault);
        }
    }

    [LoggerMessage(EventId = 3102, Level = LogLevel.Warning, Message = "A lease could not be renewed, or skipped viewers not be told; the next attempt follows at once.")]
    private partial void LookFailed(Exception fault);
}
