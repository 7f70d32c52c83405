using Interactions.Gateway.Episodes;
using Microsoft.AspNetCore.SignalR;

namespace Interactions.Gateway.Comments;

/// <summary>The episodes whose desks one connection attends to. SignalR runs a connection's calls one at a time, so it needs no lock.</summary>
internal sealed class AttendedEpisodes
{
    private readonly Dictionary<string, Room> _rooms = [];

    public static AttendedEpisodes Of(HubCallerContext connection)
    {
        if (connection.Features.Get<AttendedEpisodes>() is { } attended) { return attended; }
        AttendedEpisodes first = new();
        connection.Features.Set(first);
        return first;
    }

    public int CountWith(IEnumerable<string> episodeIds) => _rooms.Keys.Union(episodeIds).Count();

    public void Add(string episodeId, Room room) => _rooms[episodeId] = room;

    public void LeaveAll(HubConnectionContext connection)
    {
        foreach (Room room in _rooms.Values) { room.Desks.Remove(connection); }
        _rooms.Clear();
    }
}
