using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Interactions.Gateway.Connections;

/// <summary>Turns a request into a WebSocket (RFC 6455, section 4; RFC 8441 over HTTP/2).</summary>
internal static class HubUpgrade
{
    private const string Protocol = "websocket";
    private const string Version = "13";
    private const int KeyBytes = 16;

    /// <returns>Null when it is no request for a WebSocket; it is answered then.</returns>
    public static async Task<Stream?> Accept(HttpContext http)
    {
        bool isExtended = http.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true } connect && IsProtocol(connect.Protocol);
        bool isUpgrade = !isExtended && http.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true } && IsProtocol(http.Request.Headers.Upgrade);
        if ((!isExtended && !isUpgrade) || http.Request.Headers.SecWebSocketVersion != Version)
        {
            return Refuse(http);
        }
        if (isExtended) { return await http.Features.GetRequiredFeature<IHttpExtendedConnectFeature>().AcceptAsync(); }
        string key = http.Request.Headers.SecWebSocketKey.ToString();
        if (!Base64.IsValid(key, out int length) || length != KeyBytes) { return Refuse(http); }
        http.Response.Headers.Connection = "Upgrade";
        http.Response.Headers.Upgrade = Protocol;
        http.Response.Headers.SecWebSocketAccept = AnswerTo(key);
        return await http.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
    }

    /// <summary>The socket below, when what we write to it reaches the client as it is.</summary>
    public static Socket? PlainSocket(HttpContext http) =>
        HttpProtocol.IsHttp11(http.Request.Protocol) && http.Features.Get<ITlsHandshakeFeature>() is null
            ? http.Features.Get<IConnectionSocketFeature>()?.Socket
            : null;

    private static bool IsProtocol(string? name) => string.Equals(name, Protocol, StringComparison.OrdinalIgnoreCase);

    private static Stream? Refuse(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status400BadRequest;
        http.Response.Headers.SecWebSocketVersion = Version;
        return null;
    }

    [SuppressMessage("Security", "CA5350", Justification = "The protocol wants SHA-1, as a proof that the server speaks it and not as a secret.")]
    private static string AnswerTo(string key) =>
        Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
}
