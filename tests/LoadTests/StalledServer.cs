using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Interactions.Tests.LoadTests;

/// <summary>A hub with one viewer that opens a connection and then reads nothing, until it goes on: then it hears all calls and accepts them.</summary>
internal sealed partial class StalledServer : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly TaskCompletionSource _goesOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Socket? _viewer;

    public StalledServer()
    {
        // Small, so that little fills it.
        _listener.ReceiveBufferSize = 4 * 1024;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        Url = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}");
        _ = Serve();
    }

    public Uri Url { get; }

    /// <summary>Calls that came whole, in their order.</summary>
    public List<int> Heard { get; } = [];

    public void GoOn() => _goesOn.SetResult();

    public void Dispose()
    {
        _listener.Dispose();
        _viewer?.Dispose();
    }

    private async Task Serve()
    {
        try
        {
            _viewer = await _listener.AcceptAsync();
            byte[] received = new byte[64 * 1024];
            int count = 0;
            while (received.AsSpan(0, count).IndexOf("\r\n\r\n"u8) < 0) { count += await _viewer.ReceiveAsync(received.AsMemory(count)); }
            await _viewer.SendAsync("HTTP/1.1 101 Switching Protocols\r\n\r\n"u8.ToArray());
            await Send("{}");
            await _goesOn.Task;
            for (count = 0; await _viewer.ReceiveAsync(received.AsMemory(count)) is > 0 and int more;)
            {
                count += more;
                int used = await Hear(received.AsMemory(0, count));
                received.AsSpan(used, count - used).CopyTo(received);
                count -= used;
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    /// <returns>How many bytes belonged to whole frames.</returns>
    private async Task<int> Hear(Memory<byte> received)
    {
        int used = 0;
        while (received.Length - used >= 8)
        {
            (int length, int header) = (received.Span[used + 1] & 0x7f, 6);
            if (length == 126) { (length, header) = (BinaryPrimitives.ReadUInt16BigEndian(received.Span[(used + 2)..]), 8); }
            if (received.Length - used < header + length) { break; }
            // The mask of the driver is zero.
            string record = Encoding.UTF8.GetString(received.Span.Slice(used + header, length));
            used += header + length;
            if (InvocationId().Match(record) is not { Success: true } call) { continue; }
            Heard.Add(int.Parse(call.Groups[1].ValueSpan, null));
            await Send($"{{\"type\":3,\"invocationId\":\"{call.Groups[1].Value}\",\"result\":{{\"ok\":true}}}}");
        }
        return used;
    }

    private async Task Send(string record)
    {
        byte[] payload = Encoding.UTF8.GetBytes(record + "\u001e");
        await _viewer!.SendAsync((byte[])[0x81, (byte)payload.Length, .. payload]);
    }

    [GeneratedRegex("\"invocationId\":\"([0-9]+)\"")]
    private static partial Regex InvocationId();
}
