using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Interactions.Gateway.Operations;
using Microsoft.AspNetCore.SignalR;

namespace Interactions.Gateway.Connections;

/// <summary>
/// The connections that hear the same. A message is encoded once per protocol and the same bytes are written to each; a connection that has not taken
/// its last frame is skipped, and closed when that lasts: nobody waits for the slowest.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose handle is never asked for holds nothing to dispose of.")]
internal sealed class Crowd(TimeSpan slowDeadline, TimeProvider clock, GatewayTelemetry telemetry)
{
    /// <summary>Connections that are written to before others have a turn on the same thread: about a millisecond.</summary>
    private const int SliceMembers = 128;

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _sweeping = new(1);
    private readonly Dictionary<string, int> _places = [];
    private CrowdMember[] _members = new CrowdMember[4];
    private int _count;
    private int _overlays;

    public int Count => Volatile.Read(ref _count);

    public (int Viewers, int Overlays) Audience
    {
        get { lock (_gate) { return (_count - _overlays, _overlays); } }
    }

    public bool Has(HubConnectionContext connection)
    {
        lock (_gate) { return _places.ContainsKey(connection.ConnectionId); }
    }

    /// <summary>Adds a connection; false when it is there already.</summary>
    public bool Add(HubConnectionContext connection)
    {
        lock (_gate)
        {
            if (!_places.TryAdd(connection.ConnectionId, _count)) { return false; }
            if (_count == _members.Length) { Array.Resize(ref _members, _count * 2); }
            CrowdMember member = new(connection);
            _members[_count++] = member;
            if (member.IsOverlay) { _overlays++; }
            return true;
        }
    }

    /// <summary>Removes a connection; the last one takes its place, so the list stays dense.</summary>
    public bool Remove(HubConnectionContext connection)
    {
        lock (_gate)
        {
            if (!_places.Remove(connection.ConnectionId, out int place)) { return false; }
            if (_members[place].IsOverlay) { _overlays--; }
            CrowdMember last = _members[--_count];
            _members[_count] = null!;
            if (place == _count) { return true; }
            _members[place] = last;
            _places[last.Connection.ConnectionId] = place;
            return true;
        }
    }

    /// <summary>Writes a push to everybody without waiting for anybody; completes when each was offered it.</summary>
    public async Task Send(string target, object payload)
    {
        await _sweeping.WaitAsync();
        try
        {
            await Sweep(new PreparedPush(target, payload), CopyOf(static _ => true));
        }
        finally
        {
            _sweeping.Release();
        }
    }

    /// <summary>
    /// Tells those who were skipped how things stand now, because nothing else may happen that would tell them. Who still cannot take it
    /// is closed after the deadline. The payload is asked for when no other sweep can overtake it.
    /// </summary>
    public async Task SendToMissed(string target, Func<object> payload)
    {
        await _sweeping.WaitAsync();
        try
        {
            ArraySegment<CrowdMember> missed = CopyOf(static member => member.BehindSince is not null);
            if (missed.Count > 0) { await Sweep(new PreparedPush(target, payload()), missed); }
        }
        finally
        {
            _sweeping.Release();
        }
    }

    private ArraySegment<CrowdMember> CopyOf(Func<CrowdMember, bool> chosen)
    {
        lock (_gate)
        {
            CrowdMember[] copy = ArrayPool<CrowdMember>.Shared.Rent(_count);
            int count = 0;
            for (int i = 0; i < _count; i++)
            {
                if (chosen(_members[i])) { copy[count++] = _members[i]; }
            }
            return new ArraySegment<CrowdMember>(copy, 0, count);
        }
    }

    private async Task Sweep(PreparedPush push, ArraySegment<CrowdMember> members)
    {
        int written = 0;
        for (int begin = 0; begin < members.Count; begin += SliceMembers)
        {
            // Whoever posts or answers meanwhile shall not wait for the whole sweep.
            if (begin > 0) { await Task.Yield(); }
            written += WriteSlice(push, members.Slice(begin, Math.Min(SliceMembers, members.Count - begin)));
        }
        telemetry.PulseSent(written);
        if (written < members.Count) { telemetry.FrameSkipped(SkipReason.Behind, members.Count - written); }
        ArrayPool<CrowdMember>.Shared.Return(members.Array!, clearArray: true);
    }

    private int WriteSlice(PreparedPush push, ReadOnlySpan<CrowdMember> members)
    {
        long now = clock.GetTimestamp();
        int written = 0;
        foreach (CrowdMember member in members)
        {
            if (member.TryWrite(push, now)) { written++; }
            else if (clock.GetElapsedTime(member.BehindSince!.Value, now) > slowDeadline) { Shed(member); }
        }
        return written;
    }

    private void Shed(CrowdMember member)
    {
        if (!member.Leave()) { return; }
        telemetry.ConnectionShed(ShedReason.Slow);
        member.Connection.Abort();
        // The hub's own goodbye waits behind the very frame that is not taken, for ten seconds; so the socket is closed as well.
        member.Connection.Features.Get<HubSocket>()?.Abort();
    }
}
