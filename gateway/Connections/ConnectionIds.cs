using System.Buffers.Text;
using System.Security.Cryptography;

namespace Interactions.Gateway.Connections;

/// <summary>Names of connections: random, so that none can be guessed.</summary>
internal static class ConnectionIds
{
    public static string Next()
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        return Base64Url.EncodeToString(bytes);
    }
}
