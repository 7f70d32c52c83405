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
    private readonly List<Readiness> _ready = [];
    private readonly HashSet<Link> _behind = [];
    private long _pinged = Stopwatch.GetTimestamp();

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

    /// <summary>Sends on one link and never waits for the server: whoever waits does not read, and the server would see slow viewers.</summary>
    public void Send(int number, ReadOnlySpan<byte> payload)
    {
        Link link = _links[number];
        if (!link.Post(payload)) { throw new LoadException($"Connection {number}: the server does not take what is sent to it."); }
        if (link.IsBehind) { _behind.Add(link); }
    }

    /// <summary>Reads until <paramref name="isOver"/>, which is also where a run does what is due; it is asked at least once a millisecond.</summary>
    public void Run(IRecordSink sink, Func<bool> isOver)
    {
        while (!isOver())
        {
            _epoll.Wait(_ready, timeoutMs: 1);
            foreach (Readiness ready in _ready) { _links[ready.Number].Read(sink); }
            if (_behind.Count > 0) { Flush(); }
            if (Stopwatch.GetElapsedTime(_pinged) > PingInterval) { Ping(); }
        }
    }

    public void Dispose()
    {
        _links.ForEach(link => link.Dispose());
        _epoll.Dispose();
    }

    private void Flush()
    {
        foreach (Link link in _behind) { link.Flush(); }
        _behind.RemoveWhere(link => !link.IsBehind);
    }

    private void Ping()
    {
        _pinged = Stopwatch.GetTimestamp();
        for (int i = 0; i < _links.Count; i++) { Send(i, "{\"type\":6}\u001e"u8); }
    }
}
