using System.Net;
using System.Net.Sockets;

namespace Interactions.LoadTests.Runs;

/// <summary>Says all that a hub says until it may be called (the upgrade, an empty handshake), and then nothing.</summary>
internal sealed class IdleHub : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> _ends = [];
    private readonly Thread _accepting;

    public IdleHub()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        Url = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}/hub");
        _accepting = new Thread(Accept) { IsBackground = true };
        _accepting.Start();
    }

    public Uri Url { get; }

    /// <summary>Ends all connections from this side.</summary>
    public void Dispose()
    {
        _listener.Dispose();
        _accepting.Join();
        foreach (Socket end in _ends)
        {
            // A reset leaves no port behind that waits for a minute: the run needs them.
            end.LingerState = new LingerOption(true, 0);
            end.Dispose();
        }
    }

    private void Accept()
    {
        byte[] request = new byte[4 * 1024];
        try
        {
            while (true)
            {
                Socket end = _listener.Accept();
                _ends.Add(end);
                int count = 0, more = 1;
                for (; more > 0 && request.AsSpan(0, count).IndexOf("\r\n\r\n"u8) < 0; count += more) { more = end.Receive(request.AsSpan(count)); }
                end.Send("HTTP/1.1 101 Switching Protocols\r\n\r\n"u8);
                end.Send([0x81, 3, (byte)'{', (byte)'}', 0x1e]);
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            // It was stopped, between two connections or while it waited for one, or this process may open no more files: whoever connects from now on
            // is refused at once.
            _listener.Dispose();
        }
    }
}
