using System.Globalization;

namespace Interactions.Users;

/// <summary>
/// A user as episodes know him: 128 bits of a keyed hash of the token's <c>sub</c>. Without the key nobody can produce a collision, and neither a
/// journal nor a screen carries the user id. The gateway computes it once per connection; it is also the key of the user's grain (32 hex digits).
/// </summary>
[GenerateSerializer, Immutable, Alias("interactions.user-key.v1")]
public readonly record struct UserKey([property: Id(0)] ulong High, [property: Id(1)] ulong Low)
{
    /// <summary>Nobody: the author of imported comments.</summary>
    public static readonly UserKey None;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{High:x16}{Low:x16}");

    /// <summary>Reads the 32 hex digits of <see cref="ToString"/>.</summary>
    public static bool TryParse(string? text, out UserKey key)
    {
        key = default;
        if (text?.Length != 32) { return false; }
        if (!ulong.TryParse(text.AsSpan(0, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong high)) { return false; }
        if (!ulong.TryParse(text.AsSpan(16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong low)) { return false; }
        key = new UserKey(high, low);
        return true;
    }

    /// <summary>The bits are uniform already, so 32 of them are a good hash.</summary>
    public override int GetHashCode() => (int)Low;

    public bool Equals(UserKey other) => High == other.High && Low == other.Low;
}
