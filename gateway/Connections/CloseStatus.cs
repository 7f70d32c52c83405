namespace Interactions.Gateway.Connections;

/// <summary>Why a WebSocket is closed (RFC 6455, section 7.4), as it travels.</summary>
internal static class CloseStatus
{
    /// <summary>1000.</summary>
    public static ReadOnlySpan<byte> Normal => [0x03, 0xe8];

    /// <summary>1002.</summary>
    public static ReadOnlySpan<byte> ProtocolError => [0x03, 0xea];
}
