using System.Runtime.InteropServices;

namespace Interactions.Users;

/// <summary>A set of users, 16 bytes each when stored: ten million are 160 MB.</summary>
public sealed class UserSet
{
    private readonly HashSet<UserKey> _users = [];

    public int Count => _users.Count;

    public bool Contains(UserKey user) => _users.Contains(user);

    /// <summary>Makes it so that the user is in the set, or is not; false when it was so already.</summary>
    public bool Set(UserKey user, bool on) => on ? _users.Add(user) : _users.Remove(user);

    /// <summary>The members as bytes, in no particular order.</summary>
    public byte[] ToBytes()
    {
        byte[] bytes = new byte[_users.Count * 16];
        Span<UserKey> keys = MemoryMarshal.Cast<byte, UserKey>(bytes.AsSpan());
        int at = 0;
        foreach (UserKey user in _users) { keys[at++] = user; }
        return bytes;
    }

    /// <summary>Replaces the members by those of <see cref="ToBytes"/>.</summary>
    public void Restore(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<UserKey> keys = MemoryMarshal.Cast<byte, UserKey>(bytes);
        _users.Clear();
        _users.EnsureCapacity(keys.Length);
        foreach (UserKey user in keys) { _users.Add(user); }
    }
}
