using System.Security.Cryptography;
using Interactions.Gateway.Operations;

namespace Interactions.Gateway.Access;

/// <summary>Whose tokens are believed.</summary>
internal sealed class AuthOptions : ICheckedOptions
{
    public const string Section = "Auth";

    /// <summary>Shortest secret, in bytes: what HMAC-SHA256 gives.</summary>
    public const int SecretBytesMin = 32;

    /// <summary>The only <c>iss</c> that is accepted, default <c>interactions</c>.</summary>
    public string Issuer { get; set; } = "interactions";

    /// <summary>The only <c>aud</c> that is accepted, default <c>interactions</c>.</summary>
    public string Audience { get; set; } = "interactions";

    /// <summary>
    /// Base64 of at least 32 bytes: tokens are HS256. Either this or <see cref="PublicKeyPem"/>; in Development a known key by default.
    /// </summary>
    public string? SigningKey { get; set; }

    /// <summary>PEM of an RSA public key of at least 2,048 bits: tokens are RS256, and this process cannot make any.</summary>
    public string? PublicKeyPem { get; set; }

    /// <summary>The <c>kid</c> that tokens carry; unset (default) when they carry none. A token that names another key is refused.</summary>
    public string? KeyId { get; set; }

    /// <summary>
    /// Base64 of at least 32 bytes: the key of the hash that turns a user id into what episodes store. Changing it makes strangers of all users, so
    /// it never rotates. A known one in Development by default.
    /// </summary>
    public string? UserKeySecret { get; set; }

    /// <summary>
    /// Longest time from a token's issue to its expiry, default 1 day, range 1 min to 366 days; a longer one is refused. For so long a revoked token has
    /// to be remembered.
    /// </summary>
    public TimeSpan TokenLifetimeMax { get; set; } = TimeSpan.FromDays(1);

    /// <summary>True when one of the keys is known to everybody.</summary>
    public bool UsesDevelopmentKeys => SigningKey == DevelopmentKeys.SigningKey || UserKeySecret == DevelopmentKeys.UserKeySecret;

    public void FillForDevelopment()
    {
        if (SigningKey is null && PublicKeyPem is null) { SigningKey = DevelopmentKeys.SigningKey; }
        UserKeySecret ??= DevelopmentKeys.UserKeySecret;
    }

    public void Check(OptionChecks checks)
    {
        const string secretRule = "must be base64 of at least 32 bytes";
        const string pemRule = "must be the PEM of an RSA public key of at least 2048 bits";
        const string oneRule = "or Auth:PublicKeyPem must be set, and not both (only Development has a built-in key)";
        const string ownRule = "must be your own outside Development: this one is known to everybody";
        checks.Require(!string.IsNullOrWhiteSpace(Issuer), nameof(Issuer), "must not be empty");
        checks.Require(!string.IsNullOrWhiteSpace(Audience), nameof(Audience), "must not be empty");
        checks.Require(UserKeySecret is not null && IsSecret(UserKeySecret), nameof(UserKeySecret), secretRule);
        checks.Require(SigningKey is null != PublicKeyPem is null, nameof(SigningKey), oneRule);
        checks.Require(SigningKey is null || IsSecret(SigningKey), nameof(SigningKey), secretRule);
        checks.Require(PublicKeyPem is null || IsPublicKey(PublicKeyPem), nameof(PublicKeyPem), pemRule);
        checks.Range(nameof(TokenLifetimeMax), TokenLifetimeMax, TimeSpan.FromMinutes(1), TimeSpan.FromDays(366));
        if (checks.IsDevelopment) { return; }
        checks.Require(SigningKey != DevelopmentKeys.SigningKey, nameof(SigningKey), ownRule);
        checks.Require(UserKeySecret != DevelopmentKeys.UserKeySecret, nameof(UserKeySecret), ownRule);
    }

    private static bool IsSecret(string base64)
    {
        Span<byte> bytes = stackalloc byte[1024];
        return Convert.TryFromBase64String(base64, bytes, out int length) && length >= SecretBytesMin;
    }

    private static bool IsPublicKey(string pem)
    {
        try
        {
            using RSA rsa = RSA.Create();
            rsa.ImportFromPem(pem);
            return rsa.KeySize >= 2048 && IsWithoutPrivatePart(rsa);
        }
        catch (Exception wrong) when (wrong is ArgumentException or CryptographicException)
        {
            return false;
        }
    }

    /// <summary>Whoever pastes a private key here should hear it before the key is copied around.</summary>
    private static bool IsWithoutPrivatePart(RSA rsa)
    {
        try
        {
            rsa.ExportParameters(includePrivateParameters: true);
            return false;
        }
        catch (CryptographicException)
        {
            return true;
        }
    }
}
