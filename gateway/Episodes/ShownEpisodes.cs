using Interactions.Episodes;
using Microsoft.AspNetCore.SignalR;

namespace Interactions.Gateway.Episodes;

/// <summary>The episodes that one connection shows. SignalR runs a connection's calls one at a time, so it needs no lock.</summary>
internal sealed class ShownEpisodes
{
    private readonly Dictionary<EpisodeId, Room?> _rooms = [];

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
        if (_rooms.ContainsKey(id)) { return true; }
        if (_rooms.Count >= max) { return false; }
        _rooms.Add(id, null);
        return true;
    }

    public void Enter(EpisodeId id, Room room) => _rooms[id] = room;

    public void Leave(EpisodeId id, HubConnectionContext connection)
    {
        if (_rooms.Remove(id, out Room? room)) { room?.Crowd.Remove(connection); }
    }

    public void LeaveAll(HubConnectionContext connection)
    {
        foreach (Room? room in _rooms.Values) { room?.Crowd.Remove(connection); }
        _rooms.Clear();
    }
}
