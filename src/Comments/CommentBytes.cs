using System.Buffers.Binary;
using System.Text;
using Interactions.Users;

namespace Interactions.Comments;

/// <summary>
/// Reads what <see cref="CommentPacker"/> wrote, from any place on. Bytes that end too early are an <see cref="ArgumentOutOfRangeException"/> or an
/// <see cref="IndexOutOfRangeException"/>.
/// </summary>
internal ref struct CommentBytes(ReadOnlySpan<byte> bytes, int at)
{
    private const int UserLength = 16;

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>Where the next field begins.</summary>
    public int At { get; private set; } = at;

    public byte Byte() => _bytes[At++];

    public int Color() => BinaryPrimitives.ReadInt32LittleEndian(Next(sizeof(int)));

    public int Number() => unchecked((int)Long());

    public long Long()
    {
        long value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte part = Byte();
            value |= (part & 0x7FL) << shift;
            if (part < 0x80) { return value; }
        }
    }

    /// <summary>A text as it is stored, in UTF-8.</summary>
    public ReadOnlySpan<byte> Utf8() => Next(Number());

    public string Text() => Encoding.UTF8.GetString(Utf8());

    public UserKey User()
    {
        ReadOnlySpan<byte> key = Next(UserLength);
        return new UserKey(BinaryPrimitives.ReadUInt64LittleEndian(key), BinaryPrimitives.ReadUInt64LittleEndian(key[sizeof(ulong)..]));
    }

    public HashSet<UserKey> Users()
    {
        int count = Number();
        HashSet<UserKey> users = new(count);
        for (int i = 0; i < count; i++) { users.Add(User()); }
        return users;
    }

    /// <summary>Passes over a set of users.</summary>
    /// <returns>How many they are.</returns>
    public int CountUsers()
    {
        int count = Number();
        _ = Next(checked(count * UserLength));
        return count;
    }

    public void PassUser() => _ = Next(UserLength);

    private ReadOnlySpan<byte> Next(int length)
    {
        ReadOnlySpan<byte> next = _bytes.Slice(At, length);
        At += length;
        return next;
    }
}
