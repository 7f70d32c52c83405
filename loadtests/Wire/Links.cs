using System.Diagnostics;
using System.Net.Sockets;

namespace Interactions.LoadTests.Wire;

/// <summary>All links of a run, on the thread that calls <see cref="Run"/>.</summary>
internal sealed class Links : IDisposable
{
    /// <summary>The server closes whoever is silent for 30 s.</summary>
    private static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(10);

    private readonly Epoll _epoll = new();
    private readonly List<Link> _links = [];
    private readonly List<int> _ready = [];
    private long _pinged = Stopwatch.GetTimestamp();

    public Link this[int number] => _links[number];

    public int Count => _links.Count;

    /// <summary>Opens one link for each token; null stands for an anonymous visitor.</summary>
    public void Open(Uri hub, IReadOnlyCollection<string?> tokens)
    {
        try
        {
            foreach (string? token in tokens)
            {
                Link link = Link.Open(hub, _links.Count, token);
                _links.Add(link);
                _epoll.Add(link.Handle, link.Number);
            }
        }
        catch (SocketException fault)
        {
            throw new LoadException($"{hub} cannot be reached: {fault.Message}. Is the server running?", fault);
        }
    }

    /// <summary>Reads until <paramref name="isOver"/>, which is also where a run does what is due; it is asked at least once a millisecond.</summary>
    public void Run(IRecordSink sink, Func<bool> isOver)
    {
        while (!isOver())
        {
            _epoll.Wait(_ready, timeoutMs: 1);
            foreach (int number in _ready) { _links[number].Read(sink); }
            if (Stopwatch.GetElapsedTime(_pinged) > PingInterval) { Ping(); }
        }
    }

    public void Dispose()
    {
        _links.ForEach(link => link.Dispose());
        _epoll.Dispose();
    }

    private void Ping()
    {
        _pinged = Stopwatch.GetTimestamp();
        _links.ForEach(link => link.Send("{\"type\":6}\u001e"u8));
    }
}
