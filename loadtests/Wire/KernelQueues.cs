using System.Globalization;
using System.Net;

namespace Interactions.LoadTests.Wire;

/// <summary>Bytes that the kernel holds because the other side has not taken them, from <c>/proc/net/tcp</c>.</summary>
internal static class KernelQueues
{
    /// <returns>For each connection of the server at this port the bytes it has sent in vain, by the client's end.</returns>
    public static Dictionary<IPEndPoint, long> Of(int serverPort)
    {
        Dictionary<IPEndPoint, long> held = [];
        foreach (string line in File.ReadLines("/proc/net/tcp").Skip(1))
        {
            string[] fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (End(fields[1]).Port == serverPort) { held[End(fields[2])] = long.Parse(fields[4].AsSpan(0, 8), NumberStyles.HexNumber, null); }
        }
        return held;
    }

    /// <summary>Such as <c>0100007F:13D8</c>: the address as the machine keeps it, the port as people write it.</summary>
    private static IPEndPoint End(string text) => new(
        uint.Parse(text.AsSpan(0, 8), NumberStyles.HexNumber, null), int.Parse(text.AsSpan(9), NumberStyles.HexNumber, null));
}
