using System.Net;
using System.Net.Sockets;

namespace Interactions.Silo.Operations;

/// <summary>Ports of 127.0.0.1 that nobody listens on.</summary>
internal static class LoopbackPorts
{
    /// <summary>
    /// Two different free ports. Both are held while the second is chosen, and let go before they are returned: another process could take one in
    /// between, and then the silo's start fails with the port in its message.
    /// </summary>
    public static (int First, int Second) FindFreePair()
    {
        using TcpListener first = new(IPAddress.Loopback, 0);
        using TcpListener second = new(IPAddress.Loopback, 0);
        first.Start();
        second.Start();
        return (((IPEndPoint)first.LocalEndpoint).Port, ((IPEndPoint)second.LocalEndpoint).Port);
    }
}
