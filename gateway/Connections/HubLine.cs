using System.IO.Pipelines;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace Interactions.Gateway.Connections;

/// <summary>What carries the frames of one WebSocket: the connection itself, or the request when there is TLS or HTTP/2 between them.</summary>
/// <param name="Input">What the client sends, still in its frames.</param>
/// <param name="Stream">Where frames are written when there is no <paramref name="Socket"/>.</param>
/// <param name="Carrier">The connection, or the request, below.</param>
/// <param name="Heartbeat">Ticks once a second; SignalR hangs its pings on it.</param>
/// <param name="Closed">Cancelled when it is gone.</param>
internal sealed record HubLine(
    PipeReader Input, Stream Stream, Socket? Socket, object Carrier, IConnectionHeartbeatFeature? Heartbeat, CancellationToken Closed)
{
    private static readonly StreamPipeReaderOptions NothingHeldWhileIdle = new(leaveOpen: true, useZeroByteReads: true);

    public static HubLine Of(ConnectionContext connection, Socket socket, IConnectionHeartbeatFeature heartbeat) =>
        new(connection.Transport.Input, Stream.Null, socket, connection, heartbeat, connection.ConnectionClosed);

    public static HubLine Of(HttpContext http, Stream stream) => new(
        PipeReader.Create(stream, NothingHeldWhileIdle), stream, null, http, http.Features.Get<IConnectionHeartbeatFeature>(), http.RequestAborted);

    /// <summary>Closes at once what carries a connection.</summary>
    public static void Abort(object carrier)
    {
        if (carrier is ConnectionContext connection) { connection.Abort(); }
        else { ((HttpContext)carrier).Abort(); }
    }
}
