using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using Interactions.LoadTests.Wire;

namespace Interactions.LoadTests.Viewers;

/// <summary>All connections of a run, read by one thread: thousands of viewers cost one core and no task each.</summary>
internal sealed class Exchange : IAsyncDisposable
{
    /// <summary>The server closes whoever is silent for 30 s.</summary>
    private static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(10);

    /// <summary>Upgrades block, so they have threads of their own; more than these only wait for each other on the server.</summary>
    private const int OpeningMax = 32;

    internal const string NoFile = "This process may open no more files. Raise the limit first: ulimit -n 100000";
    internal const string NoPort = "This machine has no free port left for another connection. Those of ended ones come back within a minute";

    private readonly Epoll _epoll = new();
    private readonly ConcurrentDictionary<int, Line> _lines = new();
    private readonly ConcurrentStack<int> _free = new();
    private readonly SemaphoreSlim _opening = new(OpeningMax);
    private readonly List<Readiness> _ready = [];
    private readonly ConcurrentQueue<Action> _posted = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _opened = new();
    private long _countedFrom = Stopwatch.GetTimestamp();
    private long _waited;
    private long _pingedAt = Stopwatch.GetTimestamp();
    private int _next;
    private volatile bool _over;

    public Exchange()
    {
        ThreadPool.GetMinThreads(out int workers, out int ports);
        ThreadPool.SetMinThreads(Math.Max(workers, OpeningMax + 8), ports);
        new Thread(Run) { Name = "wire", IsBackground = true }.Start();
    }

    /// <summary>Called on the wire's thread at least once a millisecond.</summary>
    public Action? Turn { get; set; }

    /// <summary>What ended the wire's thread, if anything did.</summary>
    public Exception? Fault { get; private set; }

    public int Open => _lines.Count;

    /// <summary>The part of the time in which the wire's thread had work: near 1, what it measures is itself.</summary>
    public double BusyShare => 1 - (Stopwatch.GetElapsedTime(0, Volatile.Read(ref _waited)) / Stopwatch.GetElapsedTime(_countedFrom));

    /// <summary>Connections that the server or the network ended.</summary>
    public int Lost { get; private set; }

    public string? LastLoss { get; private set; }

    /// <summary>Why the latest attempt to open a connection reached nobody; null when none did since somebody was reached.</summary>
    public string? Unreached { get; private set; }

    /// <summary>Opens a connection and reads it from now on.</summary>
    /// <exception cref="LoadException">The server does not let it in.</exception>
    /// <param name="receiveBuffer">Bytes that the kernel keeps for a reader who is late; null lets it decide.</param>
    public async Task<Link> Connect(Uri hub, string? token, Line line, int? receiveBuffer = null)
    {
        await _opening.WaitAsync();
        try
        {
            int number = _free.TryPop(out int free) ? free : Interlocked.Increment(ref _next);
            try
            {
                Link link = await Task.Run(() => OpenLink(hub, number, token, receiveBuffer));
                Take(link, line);
                return link;
            }
            catch
            {
                // A gateway that refuses for long must not use up the numbers.
                _free.Push(number);
                throw;
            }
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <summary>From now on this connection is never read; only its end is noticed.</summary>
    public void Neglect(Line line)
    {
        if (line.Handle is not { } handle) { return; }
        _epoll.Remove(handle);
        line.IsNeglected = true;
        _epoll.AddForEnd(handle, line.Number);
    }

    /// <summary>Something waits on this connection, or nothing any more: the wire's thread sends it when the socket takes bytes.</summary>
    public void Watch(Link link, bool isNeglected) => _epoll.Change(link.Handle, link.Number, isNeglected, link.IsBehind);

    /// <summary>Does something on the wire's thread: what viewers know is touched by nobody else.</summary>
    public void Post(Action work) => _posted.Enqueue(work);

    /// <summary>Closes a connection without a word, as a phone does in a tunnel.</summary>
    public void Drop(Line line)
    {
        if (line.Close() is not { } number) { return; }
        _lines.TryRemove(number, out _);
        _free.Push(number);
    }

    /// <summary>The busy share is counted from now on.</summary>
    public void StartCounting() => (_countedFrom, _waited) = (Stopwatch.GetTimestamp(), 0);

    /// <summary>Ends the wire's thread, and then all connections. Not a join: what disposes may be what that thread itself goes on with.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_opened) { _over = true; }
        await _ended.Task;
        foreach (Line line in _lines.Values) { Drop(line); }
        _epoll.Dispose();
        _opening.Dispose();
    }

    /// <summary>Reads a connection from now on, unless the run has ended while it was opened.</summary>
    private void Take(Link link, Line line)
    {
        lock (_opened)
        {
            if (_over)
            {
                link.Dispose();
                throw new LoadException("The run has ended.");
            }
            // It may fail, and what comes meanwhile is told again.
            _epoll.Add(link.Handle, link.Number);
            line.Attach(link);
            _lines[link.Number] = line;
        }
    }

    private Link OpenLink(Uri hub, int number, string? token, int? receiveBuffer)
    {
        try
        {
            Link link = Link.Open(hub, number, token, receiveBuffer);
            Unreached = null;
            return link;
        }
        catch (SocketException fault)
        {
            string? own = fault.SocketErrorCode switch
            {
                SocketError.TooManyOpenSockets => NoFile,
                SocketError.AddressNotAvailable or SocketError.AddressAlreadyInUse => NoPort,
                _ => null,
            };
            string why = own ?? $"{hub.GetLeftPart(UriPartial.Authority)} cannot be reached: {fault.Message}. Is the gateway running there?";
            if (IsNobody(fault.SocketErrorCode)) { Unreached = why; }
            throw new LoadException(why, fault);
        }
    }

    /// <summary>A connection that was begun and broke shows nothing: a gateway may refuse one.</summary>
    private static bool IsNobody(SocketError error) =>
        error is SocketError.ConnectionRefused or SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.HostDown or SocketError.TimedOut;

    private void Run()
    {
        try
        {
            while (!_over)
            {
                long idle = Stopwatch.GetTimestamp();
                _epoll.Wait(_ready, timeoutMs: 1);
                _waited += Stopwatch.GetTimestamp() - idle;
                foreach (Readiness ready in _ready)
                {
                    if (_lines.TryGetValue(ready.Number, out Line? line)) { Serve(line, ready); }
                }
                while (_posted.TryDequeue(out Action? work)) { work(); }
                Turn?.Invoke();
                if (Stopwatch.GetElapsedTime(_pingedAt) > PingInterval) { Ping(); }
            }
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // The run ends with it and says so; a thread must not take the report with it.
            Fault = fault;
        }
        _ended.SetResult();
    }

    private void Serve(Line line, Readiness ready)
    {
        if (line.IsNeglected && ready.CanRead)
        {
            Lose(line, "The server closed a connection that was not read.");
            return;
        }
        try
        {
            if (ready.CanWrite) { line.Flush(); }
            if (ready.CanRead) { line.Read(); }
        }
        catch (Exception fault) when (fault is LoadException or ObjectDisposedException or SocketException)
        {
            Lose(line, fault.Message);
        }
    }

    private void Lose(Line line, string why)
    {
        if (!line.IsOpen) { return; }
        (Lost, LastLoss) = (Lost + 1, why);
        Drop(line);
        line.Lose();
    }

    private void Ping()
    {
        _pingedAt = Stopwatch.GetTimestamp();
        foreach (Line line in _lines.Values)
        {
            if (!line.Ping()) { Lose(line, "The server closed the connection."); }
        }
    }
}
