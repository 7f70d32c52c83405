using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Interactions.Gateway.Access;

namespace Interactions.Tests.Access;

/// <summary>Tokens made by hand, so that they can be wrong in one point.</summary>
internal static class TestTokens
{
    public static readonly byte[] DevelopmentKey = Convert.FromBase64String(DevelopmentKeys.SigningKey);

    /// <summary>Claims that are valid for the default options; a null removes one.</summary>
    public static Dictionary<string, object?> Claims(params (string Name, object? Value)[] changes)
    {
        long now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        Dictionary<string, object?> claims = new()
        {
            ["iss"] = "interactions",
            ["aud"] = "interactions",
            ["sub"] = "ann",
            ["nbf"] = now - 60,
            ["exp"] = now + 600,
            ["roles"] = new[] { "viewer" },
        };
        foreach ((string name, object? value) in changes) { claims[name] = value; }
        return claims.Where(claim => claim.Value is not null).ToDictionary();
    }

    /// <summary>Signed with HMAC-SHA256 whatever the header says.</summary>
    public static string Hmac(
        Dictionary<string, object?> claims, byte[]? key = null, string alg = "HS256", params (string Name, object Value)[] header)
    {
        string body = Body(claims, alg, header);
        return $"{body}.{Base64Url.EncodeToString(HMACSHA256.HashData(key ?? DevelopmentKey, Encoding.ASCII.GetBytes(body)))}";
    }

    public static string Unsigned(Dictionary<string, object?> claims) => Body(claims, "none", []) + ".";

    public static string Rsa(Dictionary<string, object?> claims, RSA key)
    {
        string body = Body(claims, "RS256", []);
        byte[] signature = key.SignData(Encoding.ASCII.GetBytes(body), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{body}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Body(Dictionary<string, object?> claims, string alg, (string Name, object Value)[] header)
    {
        Dictionary<string, object> fields = new() { ["typ"] = "JWT", ["alg"] = alg };
        foreach ((string name, object value) in header) { fields[name] = value; }
        return $"{Part(fields)}.{Part(claims)}";
    }

    private static string Part<T>(T value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
}
