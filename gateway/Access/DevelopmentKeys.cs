using System.Security.Cryptography;

namespace Interactions.Gateway.Access;

/// <summary>Keys that everybody knows, so that the first minute needs no set-up. Only Development accepts them.</summary>
internal static class DevelopmentKeys
{
    /// <summary>Signs the tokens of <c>/dev/token</c>.</summary>
    public static readonly string SigningKey = Known("interactions development signing key: not secure");

    /// <summary>Hashes user ids. Fixed, so that a restarted gateway knows its users again.</summary>
    public static readonly string UserKeySecret = Known("interactions development user key secret: not secure");

    private static string Known(string text) => Convert.ToBase64String(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
}
