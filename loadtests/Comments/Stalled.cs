using System.Diagnostics;
using System.Net;
using Interactions.LoadTests.Wire;

namespace Interactions.LoadTests.Comments;

/// <summary>Viewers who join and never read. What the kernel holds for them on the server's side is seen from outside.</summary>
internal sealed class Stalled : IDisposable
{
    /// <summary>The numbers of a run's other links are lower; links with near numbers share a source address.</summary>
    private const int FirstNumber = 40_000;

    /// <summary>Small, as on a phone that is away: what is not read soon stays on the server.</summary>
    private const int ReceiveBuffer = 4 * 1024;

    private readonly int _serverPort;
    private readonly Epoll _ends = new();
    private readonly List<Readiness> _ended = [];
    private readonly List<Client> _clients = [];

    public Stalled(RoomCalls calls, int count)
    {
        _serverPort = calls.Hub.Port;
        for (int i = 0; i < count; i++)
        {
            Link link = Link.Open(calls.Hub, FirstNumber + i, null, ReceiveBuffer);
            link.Post(calls.Joins[0]);
            _clients.Add(new Client(link));
            _ends.AddForEnd(link.Handle, i);
        }
    }

    public int ClosedCount => _clients.Count(client => client.ClosedAt is not null);

    /// <summary>From joining to the close: the slowest, seconds; null while one is open.</summary>
    public double? ClosedAfter => Slowest(client => client.JoinedAt);

    /// <summary>From the last byte that the kernel took to the close: the slowest, seconds; null while one is open.</summary>
    public double? ClosedAfterLastByte => Slowest(client => client.LastByteAt);

    /// <summary>Notes who was closed; costs one system call.</summary>
    public void Look()
    {
        if (_ends.Wait(_ended, timeoutMs: 0) == 0) { return; }
        foreach (Readiness ended in _ended)
        {
            _clients[ended.Number].ClosedAt ??= Stopwatch.GetTimestamp();
            _ends.Remove(_clients[ended.Number].Link.Handle);
        }
    }

    /// <summary>Reads what the kernel holds of the server for all of them together, bytes. Takes some milliseconds.</summary>
    public long ReadHeldBytes()
    {
        Dictionary<IPEndPoint, long> held = KernelQueues.Of(_serverPort);
        long sum = 0;
        foreach (Client client in _clients.Where(client => client.ClosedAt is null))
        {
            long bytes = held.GetValueOrDefault(client.Link.LocalEnd);
            if (bytes > client.Held) { (client.Held, client.LastByteAt) = (bytes, Stopwatch.GetTimestamp()); }
            sum += bytes;
        }
        return sum;
    }

    public void Dispose()
    {
        _ends.Dispose();
        _clients.ForEach(client => client.Link.Dispose());
    }

    private double? Slowest(Func<Client, long> from) => ClosedCount < _clients.Count
        ? null : _clients.Max(client => Stopwatch.GetElapsedTime(from(client), client.ClosedAt!.Value).TotalSeconds);

    private sealed class Client(Link link)
    {
        public Link Link => link;

        public long JoinedAt { get; } = Stopwatch.GetTimestamp();

        public long LastByteAt { get; set; } = Stopwatch.GetTimestamp();

        public long? ClosedAt { get; set; }

        public long Held { get; set; }
    }
}
