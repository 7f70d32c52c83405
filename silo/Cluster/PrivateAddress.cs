using System.Net;
using System.Net.Sockets;

namespace Interactions.Silo.Cluster;

/// <summary>Addresses that the open internet cannot reach: loopback, RFC 1918, shared (RFC 6598), link-local, unique local (RFC 4193).</summary>
public static class PrivateAddress
{
    private static readonly IPNetwork[] Networks =
    [
        IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("100.64.0.0/10"),
        IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("fc00::/7"), IPNetwork.Parse("fe80::/10"),
    ];

    /// <summary>Whether <paramref name="address"/> is one of them, also when it is written as IPv6.</summary>
    public static bool Is(IPAddress address)
    {
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        bool known = plain.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6;
        return known && (IPAddress.IsLoopback(plain) || Networks.Any(network => network.Contains(plain)));
    }
}
