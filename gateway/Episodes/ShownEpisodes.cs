using Interactions.Episodes;
using Microsoft.AspNetCore.SignalR;

namespace Interactions.Gateway.Episodes;

/// <summary>
/// The episodes that one connection shows; mostly one, which needs no table. SignalR runs a connection's calls one at a time, so it needs no lock.
/// </summary>
internal sealed class ShownEpisodes
{
    private (EpisodeId Id, Room? Room)? _first;
    private Dictionary<EpisodeId, Room?>? _others;

    private int Count => (_first is null ? 0 : 1) + (_others?.Count ?? 0);

    public static ShownEpisodes Of(HubCallerContext connection)
    {
        if (connection.Features.Get<ShownEpisodes>() is { } shown) { return shown; }
        ShownEpisodes first = new();
        connection.Features.Set(first);
        return first;
    }

    /// <summary>Takes a place; false when the connection shows <paramref name="max"/> others already. Showing one again is fine.</summary>
    public bool TryAdd(EpisodeId id, int max)
    {
        if (_first?.Id == id || _others?.ContainsKey(id) == true) { return true; }
        if (Count >= max) { return false; }
        Enter(id, null);
        return true;
    }

    public void Enter(EpisodeId id, Room? room)
    {
        if (_others?.ContainsKey(id) != true && (_first is null || _first.Value.Id == id)) { _first = (id, room); }
        else { (_others ??= [])[id] = room; }
    }

    public void Leave(EpisodeId id, HubConnectionContext connection)
    {
        Room? room = null;
        if (_first is { } first && first.Id == id) { (room, _first) = (first.Room, null); }
        else { _others?.Remove(id, out room); }
        room?.Crowd.Remove(connection);
    }

    public void LeaveAll(HubConnectionContext connection)
    {
        _first?.Room?.Crowd.Remove(connection);
        foreach (Room? room in _others?.Values ?? Enumerable.Empty<Room?>()) { room?.Crowd.Remove(connection); }
        (_first, _others) = (null, null);
    }
}
