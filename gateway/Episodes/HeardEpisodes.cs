using Interactions.Episodes;
using Microsoft.AspNetCore.SignalR;

namespace Interactions.Gateway.Episodes;

/// <summary>
/// The episodes that one connection hears of, as their viewer or at a moderator's desk; mostly one, which needs no table. SignalR runs a connection's
/// calls one at a time, so it needs no lock.
/// </summary>
internal sealed class HeardEpisodes
{
    private (EpisodeId Id, Room Room)? _first;
    private Dictionary<EpisodeId, Room>? _others;

    public static HeardEpisodes Of(HubCallerContext connection)
    {
        if (connection.Features.Get<HeardEpisodes>() is { } heard) { return heard; }
        HeardEpisodes first = new();
        connection.Features.Set(first);
        return first;
    }

    /// <summary>How many there would be with these; hearing of one again is fine.</summary>
    public int CountWith(IEnumerable<EpisodeId> ids) => (_first is null ? 0 : 1) + (_others?.Count ?? 0) + ids.Distinct().Count(id => !Has(id));

    /// <summary>Keeps the room that the connection is in, until it leaves.</summary>
    public void Add(EpisodeId id, Room room)
    {
        if (_others?.ContainsKey(id) != true && (_first is null || _first.Value.Id == id)) { _first = (id, room); }
        else { (_others ??= [])[id] = room; }
    }

    public void Leave(EpisodeId id, HubConnectionContext connection)
    {
        Room? room = null;
        if (_first is { } first && first.Id == id) { (room, _first) = (first.Room, null); }
        else { _others?.Remove(id, out room); }
        room?.Leave(connection);
    }

    public void LeaveAll(HubConnectionContext connection)
    {
        _first?.Room.Leave(connection);
        foreach (Room room in _others?.Values ?? Enumerable.Empty<Room>()) { room.Leave(connection); }
        (_first, _others) = (null, null);
    }

    private bool Has(EpisodeId id) => _first?.Id == id || _others?.ContainsKey(id) == true;
}
