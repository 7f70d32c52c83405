using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Interactions.Users;

/// <summary>
/// An id that a user's client made (of a comment, share, session or report), in that user's own namespace: 128 bits of SHA-256 over the user's key
/// and the id. Two users may use the same id; one user cannot make two ids that meet.
/// </summary>
[GenerateSerializer, Immutable, Alias("interactions.client-key.v1")]
public readonly record struct ClientKey([property: Id(0)] ulong High, [property: Id(1)] ulong Low)
{
    public static ClientKey Of(UserKey user, string id)
    {
        Span<byte> source = stackalloc byte[16 + 3 * (Ids.Identifier.LengthMax + 21)];
        BinaryPrimitives.WriteUInt64LittleEndian(source, user.High);
        BinaryPrimitives.WriteUInt64LittleEndian(source[8..], user.Low);
        int length = 16 + Encoding.UTF8.GetBytes(id, source[16..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(source[..length], hash);
        return new ClientKey(BinaryPrimitives.ReadUInt64LittleEndian(hash), BinaryPrimitives.ReadUInt64LittleEndian(hash[8..]));
    }

    public override int GetHashCode() => (int)Low;

    public bool Equals(ClientKey other) => High == other.High && Low == other.Low;
}
