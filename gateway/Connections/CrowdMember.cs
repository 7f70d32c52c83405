using Microsoft.AspNetCore.SignalR;

namespace Interactions.Gateway.Connections;

/// <summary>One connection in a crowd, and whether it has taken its last frame.</summary>
internal sealed class CrowdMember(HubConnectionContext connection)
{
    private Task _frame = Task.CompletedTask;
    private int _left;

    public HubConnectionContext Connection => connection;

    /// <summary>The timestamp of the frame that it has not taken yet.</summary>
    public long BehindSince { get; private set; }

    /// <summary>True when it was skipped and has been told nothing since.</summary>
    public bool Missed { get; private set; }

    /// <summary>Writes a frame unless the last one is still under way; never waits. Called by one sweep at a time.</summary>
    public bool TryWrite(SerializedHubMessage message, long now)
    {
        Missed = !_frame.IsCompleted;
        if (Missed) { return false; }
        ValueTask frame = connection.WriteAsync(message);
        // A completed write leaves nothing to remember; SignalR itself closes a connection whose write failed.
        _frame = frame.IsCompletedSuccessfully ? Task.CompletedTask : frame.AsTask();
        BehindSince = now;
        return true;
    }

    /// <summary>True once: it is closed one time only.</summary>
    public bool Leave() => Interlocked.Exchange(ref _left, 1) == 0;
}
