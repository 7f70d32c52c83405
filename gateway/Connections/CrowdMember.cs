using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;

namespace Interactions.Gateway.Connections;

/// <summary>One connection in a crowd, and whether it has taken its last frame.</summary>
internal sealed class CrowdMember(HubConnectionContext connection)
{
    private readonly FrameSender _sender = connection.Features.GetRequiredFeature<FrameSender>();
    private int _left;

    public HubConnectionContext Connection => connection;

    /// <summary>An overlay hears what viewers hear and is none.</summary>
    public bool IsOverlay { get; } = connection.Features.Get<OverlayMark>() is not null;

    /// <summary>When it was first skipped because it had not taken what was sent before; null when it has.</summary>
    public long? BehindSince { get; private set; }

    /// <summary>Writes a frame unless an earlier one is still under way; never waits. Called by one sweep at a time.</summary>
    public bool TryWrite(PreparedPush push, long now)
    {
        bool isTaken = _sender.TryShare(push.FrameFor(connection.Protocol));
        BehindSince = isTaken ? null : BehindSince ?? now;
        return isTaken;
    }

    /// <summary>True once: it is closed one time only.</summary>
    public bool Leave() => Interlocked.Exchange(ref _left, 1) == 0;
}
