using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Interactions.Users;
using Microsoft.Extensions.Options;

namespace Interactions.Gateway.Access;

/// <summary>
/// Turns a token's <c>sub</c> into the key under which episodes know the user: the first 16 bytes of HMAC-SHA256(secret, "user:" + sub).
/// </summary>
public sealed class UserKeys
{
    private readonly byte[] _secret;

    internal UserKeys(IOptions<AuthOptions> options)
        : this(Convert.FromBase64String(options.Value.UserKeySecret!))
    {
    }

    internal UserKeys(byte[] secret) => _secret = secret;

    public UserKey Of(string userId)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes("user:" + userId), hash);
        return new UserKey(BinaryPrimitives.ReadUInt64BigEndian(hash), BinaryPrimitives.ReadUInt64BigEndian(hash[8..]));
    }
}
