using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace Interactions.Gateway.Connections;

/// <summary>
/// The tokens that negotiation gives out: the connection's id, a dot, and its HMAC-SHA256. Every gateway can check them and none remembers them, so a
/// client may negotiate with one and connect to another; an id that was guessed, or read in a log, opens nothing.
/// </summary>
internal sealed class ConnectionTokens(byte[] secret)
{
    public string Of(string connectionId)
    {
        Span<byte> proof = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes("connection:" + connectionId), proof);
        return $"{connectionId}.{Base64Url.EncodeToString(proof)}";
    }

    /// <summary>Whether a WebSocket may open with what it says as its <c>id</c>. Who did not negotiate says none.</summary>
    public bool Admit(StringValues id)
    {
        if (id.Count == 0) { return true; }
        string said = id.ToString();
        int dot = said.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Of(said[..dot])), Encoding.UTF8.GetBytes(said));
    }
}
