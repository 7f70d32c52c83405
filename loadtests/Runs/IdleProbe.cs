using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Interactions.LoadTests.Wire;

namespace Interactions.LoadTests.Runs;

/// <summary>What a connection costs this driver on this machine, found by opening some to a listener of its own and holding them.</summary>
/// <param name="PerSecond">Connections that it opens a second, with the upgrade and the hub's handshake.</param>
/// <param name="BytesEach">Managed memory of an idle one.</param>
internal sealed record IdleProbe(int Count, double PerSecond, int BytesEach)
{
    private const int CountMax = 500;

    /// <summary>Two ends each, in the same process, and others want files too.</summary>
    private const int FilesEach = 4;

    /// <summary>Other work of this process changes its memory meanwhile; a connection is neither smaller nor larger than this.</summary>
    private const int BytesMin = 8 * 1024;
    private const int BytesMax = 128 * 1024;

    /// <param name="files">Files that this process may still open.</param>
    public static IdleProbe Measure(int files)
    {
        int count = Math.Clamp(files / FilesEach, 1, CountMax);
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start(count);
        Socket[] servers = new Socket[count];
        Thread accepting = new(() => Accept(listener, servers)) { IsBackground = true };
        accepting.Start();
        Uri hub = new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/hub");
        long before = GC.GetTotalMemory(forceFullCollection: true);
        Stopwatch watch = Stopwatch.StartNew();
        Link[] links = [.. Enumerable.Range(0, count).Select(number => Link.Open(hub, number, null))];
        double seconds = watch.Elapsed.TotalSeconds;
        long bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / count;
        accepting.Join();
        foreach (Link link in links) { link.Dispose(); }
        foreach (Socket server in servers) { server.Dispose(); }
        return new IdleProbe(count, Math.Round(count / seconds), (int)Math.Clamp(bytes, BytesMin, BytesMax));
    }

    /// <summary>Says at once all that a hub says until it may be called: the upgrade, and an empty handshake.</summary>
    private static void Accept(TcpListener listener, Socket[] servers)
    {
        byte[] request = new byte[4 * 1024];
        for (int i = 0; i < servers.Length; i++)
        {
            Socket server = servers[i] = listener.AcceptSocket();
            for (int count = 0; request.AsSpan(0, count).IndexOf("\r\n\r\n"u8) < 0;) { count += server.Receive(request.AsSpan(count)); }
            server.Send("HTTP/1.1 101 Switching Protocols\r\n\r\n"u8);
            server.Send([0x81, 3, (byte)'{', (byte)'}', 0x1e]);
        }
    }
}
