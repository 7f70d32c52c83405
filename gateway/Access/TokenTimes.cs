using System.Globalization;
using System.Security.Claims;

namespace Interactions.Gateway.Access;

/// <summary>From when to when a token is good.</summary>
/// <param name="IssuedAtMs">Unix milliseconds: <c>iat</c>, or else <c>nbf</c>, which have whole seconds.</param>
internal readonly record struct TokenTimes(long IssuedAtMs, DateTimeOffset ExpiresAt)
{
    /// <summary>False when the token does not say it.</summary>
    public static bool TryRead(ClaimsPrincipal user, out TokenTimes times)
    {
        times = default;
        if ((Seconds(user, Claims.IssuedAt) ?? Seconds(user, Claims.NotBefore)) is not { } issued) { return false; }
        if (Seconds(user, Claims.Expires) is not { } expires) { return false; }
        times = new TokenTimes(issued * 1000, DateTimeOffset.FromUnixTimeSeconds(expires));
        return true;
    }

    /// <summary>RFC 7519 allows fractions; what lies outside of the calendar is no time.</summary>
    private static long? Seconds(ClaimsPrincipal user, string claim) =>
        double.TryParse(user.FindFirstValue(claim), NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds)
        && seconds >= 0 && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds() ? (long)seconds : null;
}
