using System.Diagnostics;
using System.Net.Sockets;
using Interactions.LoadTests.Wire;

namespace Interactions.LoadTests.Runs;

/// <summary>What idle connections cost this driver on this machine, found by opening as many as a second allows, and holding all of them.</summary>
/// <param name="Count">Held at once, and still open after the last one.</param>
/// <param name="PerSecond">Opened a second, with the upgrade and the hub's handshake.</param>
/// <param name="BytesEach">Managed memory of one, with the listener's end of it.</param>
/// <param name="Failed">What refused the next one (<c>open files</c>, <c>ports</c>); null when time or caution ended it.</param>
internal sealed record IdleProbe(int Count, double PerSecond, int BytesEach, string? Failed = null)
{
    /// <summary>Two ends each, in the same process, and others want files too.</summary>
    private const int FilesEach = 4;

    /// <summary>Other work of this process may give memory back meanwhile.</summary>
    private const int BytesMin = 1024;

    private static readonly TimeSpan Probing = TimeSpan.FromSeconds(1);

    /// <param name="files">Files that this process may still open.</param>
    /// <param name="atMost">How long it opens; a second when null.</param>
    public static IdleProbe Measure(int files, TimeSpan? atMost = null)
    {
        using IdleHub hub = new();
        List<Link> links = [];
        long before = GC.GetTotalMemory(forceFullCollection: true);
        Stopwatch watch = Stopwatch.StartNew();
        string? failed = null;
        try
        {
            while (links.Count < files / FilesEach && watch.Elapsed < (atMost ?? Probing)) { links.Add(Link.Open(hub.Url, links.Count, null)); }
        }
        catch (Exception fault) when (fault is SocketException or LoadException)
        {
            SocketError? error = (fault as SocketException)?.SocketErrorCode;
            failed = error is SocketError.AddressNotAvailable or SocketError.AddressAlreadyInUse ? "ports" : "open files";
        }
        double seconds = watch.Elapsed.TotalSeconds;
        long bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        int held = links.Count(IsOpen);
        links.ForEach(link => link.Dispose());
        return new IdleProbe(held, Math.Round(held / seconds), (int)Math.Max(BytesMin, bytes / Math.Max(1, held)), failed);
    }

    private static bool IsOpen(Link link)
    {
        try
        {
            return link.Post("{\"type\":6}\u001e"u8);
        }
        catch (LoadException)
        {
            return false;
        }
    }
}
