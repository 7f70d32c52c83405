using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Interactions.Gateway.Access;

/// <summary>
/// An IPv4 address, or the first 64 bits of an IPv6 address: whoever has one IPv6 address has the other 2^64 of its network too. Taken from the
/// connection, never from a header that the client writes.
/// </summary>
internal readonly record struct AddressPrefix(ulong Bits, bool IsV6)
{
    public static AddressPrefix Of(IPAddress? address)
    {
        if (address is null) { return default; }
        if (address.IsIPv4MappedToIPv6) { address = address.MapToIPv4(); }
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        return address.AddressFamily == AddressFamily.InterNetwork
            ? new AddressPrefix(BinaryPrimitives.ReadUInt32BigEndian(bytes), IsV6: false)
            : new AddressPrefix(BinaryPrimitives.ReadUInt64BigEndian(bytes), IsV6: true);
    }
}
