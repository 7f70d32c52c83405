using System.Runtime.InteropServices;

namespace Interactions.LoadTests.Wire;

/// <summary>A watched socket, by its number, about which there is something to do.</summary>
/// <param name="CanRead">It can be read, or has ended.</param>
/// <param name="CanWrite">It takes bytes again.</param>
internal readonly record struct Readiness(int Number, bool CanRead, bool CanWrite);

/// <summary>
/// Tells which of many sockets can be read, on one thread: .NET's own asynchronous sockets hand each arrival to the thread pool, which would cost the
/// client more than the server spends on it. Linux only.
/// </summary>
internal sealed partial class Epoll : IDisposable
{
    private const int EventsMax = 512;
    private const int AddSocket = 1;
    private const int RemoveSocket = 2;
    private const int ChangeSocket = 3;
    private const uint CanRead = 1;
    private const uint CanWrite = 4;
    private const uint HasEnded = 0x2000;

    // The kernel packs the structure on x86-64 and nowhere else.
    private static readonly int EventSize = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;

    private readonly byte[] _events = new byte[EventsMax * EventSize];
    private readonly int _epoll;

    public Epoll()
    {
        if (!OperatingSystem.IsLinux()) { throw new LoadException("The load driver runs on Linux only: it waits for its sockets with epoll."); }
        _epoll = Create(0);
        if (_epoll < 0) { throw new LoadException($"epoll is not available (error {Marshal.GetLastPInvokeError()})."); }
    }

    /// <summary>Watches a socket under a number of the caller's choice.</summary>
    public void Add(nint socket, int number) => Watch(AddSocket, socket, number, CanRead);

    /// <summary>Tells only when the other side has closed it, whatever is left to read.</summary>
    public void AddForEnd(nint socket, int number) => Watch(AddSocket, socket, number, HasEnded);

    /// <summary>Watches a socket for other things than before.</summary>
    /// <param name="forEnd">Only for its end, as in <see cref="AddForEnd"/>.</param>
    /// <param name="forWriting">Also for taking bytes.</param>
    public void Change(nint socket, int number, bool forEnd, bool forWriting) =>
        Watch(ChangeSocket, socket, number, (forEnd ? HasEnded : CanRead) | (forWriting ? CanWrite : 0));

    /// <summary>Does not watch a socket any more.</summary>
    public void Remove(nint socket) => _ = Control(_epoll, RemoveSocket, (int)socket, ref _events[0]);

    /// <summary>Waits until there is something to do about sockets, and writes about which.</summary>
    /// <returns>How many; 0 after <paramref name="timeoutMs"/>.</returns>
    public int Wait(List<Readiness> ready, int timeoutMs)
    {
        ready.Clear();
        int count = Wait(_epoll, ref _events[0], EventsMax, timeoutMs);
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> told = _events.AsSpan(i * EventSize, EventSize);
            uint what = MemoryMarshal.Read<uint>(told);
            // Faults are told like bytes to read: whoever reads meets them.
            ready.Add(new Readiness((int)MemoryMarshal.Read<long>(told[^sizeof(long)..]), (what & ~CanWrite) != 0, (what & CanWrite) != 0));
        }
        return ready.Count;
    }

    public void Dispose() => _ = Close(_epoll);

    private void Watch(int operation, nint socket, int number, uint what)
    {
        Span<byte> interest = stackalloc byte[EventSize];
        interest.Clear();
        MemoryMarshal.Write(interest, what);
        MemoryMarshal.Write(interest[(EventSize - sizeof(long))..], (long)number);
        if (Control(_epoll, operation, (int)socket, ref MemoryMarshal.GetReference(interest)) < 0)
        {
            throw new LoadException($"A socket cannot be watched (error {Marshal.GetLastPInvokeError()}).");
        }
    }

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    private static partial int Create(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    private static partial int Control(int epoll, int operation, int socket, ref byte interest);

    [LibraryImport("libc", EntryPoint = "epoll_wait")]
    private static partial int Wait(int epoll, ref byte events, int eventsMax, int timeoutMs);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
