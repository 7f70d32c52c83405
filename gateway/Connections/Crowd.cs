using System.Buffers;
using Interactions.Gateway.Operations;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Interactions.Gateway.Connections;

/// <summary>
/// The connections that hear the same. A message is encoded once per protocol and the same bytes are written to each; a connection that has not taken
/// its last frame is skipped, and closed when that lasts: nobody waits for the slowest.
/// </summary>
internal sealed class Crowd(TimeSpan slowDeadline, TimeProvider clock, GatewayTelemetry telemetry)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _places = [];
    private CrowdMember[] _members = new CrowdMember[4];
    private int _count;

    public int Count => Volatile.Read(ref _count);

    /// <summary>Adds a connection; false when it is there already.</summary>
    public bool Add(HubConnectionContext connection)
    {
        lock (_gate)
        {
            if (!_places.TryAdd(connection.ConnectionId, _count)) { return false; }
            if (_count == _members.Length) { Array.Resize(ref _members, _count * 2); }
            _members[_count++] = new CrowdMember(connection);
            return true;
        }
    }

    /// <summary>Removes a connection; the last one takes its place, so the list stays dense.</summary>
    public bool Remove(HubConnectionContext connection)
    {
        lock (_gate)
        {
            if (!_places.Remove(connection.ConnectionId, out int place)) { return false; }
            CrowdMember last = _members[--_count];
            _members[_count] = null!;
            if (place == _count) { return true; }
            _members[place] = last;
            _places[last.Connection.ConnectionId] = place;
            return true;
        }
    }

    /// <summary>Writes a push to everybody, and returns without waiting for anybody.</summary>
    public void Send(string target, object payload)
    {
        int count;
        CrowdMember[] sweep;
        lock (_gate)
        {
            count = _count;
            sweep = ArrayPool<CrowdMember>.Shared.Rent(count);
            Array.Copy(_members, sweep, count);
        }
        SerializedHubMessage message = new(new InvocationMessage(target, [payload]));
        long now = clock.GetTimestamp();
        int written = 0;
        for (int i = 0; i < count; i++)
        {
            if (sweep[i].TryWrite(message, now)) { written++; }
            else if (clock.GetElapsedTime(sweep[i].BehindSince, now) > slowDeadline) { Shed(sweep[i]); }
        }
        ArrayPool<CrowdMember>.Shared.Return(sweep, clearArray: true);
        telemetry.PulseSent(written);
        if (written < count) { telemetry.FrameSkipped(SkipReason.Behind, count - written); }
    }

    private void Shed(CrowdMember member)
    {
        if (!member.Leave()) { return; }
        telemetry.ConnectionShed(ShedReason.Slow);
        member.Connection.Abort();
        // The hub's own goodbye waits behind the very frame that is not taken, for ten seconds; so the socket is closed as well.
        member.Connection.GetHttpContext()?.Abort();
    }
}
