using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Interactions.Users;

namespace Interactions.Gateway.Access;

/// <summary>
/// Turns a token's <c>sub</c> into the key under which episodes know the user: the first 16 bytes of HMAC-SHA256(secret, "user:" + sub).
/// </summary>
internal sealed class UserKeys(byte[] secret)
{
    public UserKey Of(string userId)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes("user:" + userId), hash);
        return new UserKey(BinaryPrimitives.ReadUInt64BigEndian(hash), BinaryPrimitives.ReadUInt64BigEndian(hash[8..]));
    }
}
