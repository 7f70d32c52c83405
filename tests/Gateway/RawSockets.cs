using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Interactions.Tests.Gateway;

/// <summary>HTTP by hand, for what no client library would send.</summary>
internal static class RawSockets
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Asks for a WebSocket without negotiation; each header is a whole line without its end.</summary>
    public static Task<HttpStatusCode> StatusOfUpgrade(Uri address, string path, CancellationToken cancel, params string[] headers) =>
        StatusOf(address, Upgrade(address, path, headers), cancel);

    /// <summary>The lines of a request for a WebSocket.</summary>
    public static string[] Upgrade(Uri address, string path, params string[] headers) =>
    [
        $"GET {path} HTTP/1.1", $"Host: {address.Authority}", "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", .. headers,
    ];

    /// <summary>The lines of a request as they travel.</summary>
    public static byte[] Request(string[] lines) => Encoding.ASCII.GetBytes(string.Join("\r\n", lines) + "\r\n\r\n");

    /// <summary>A WebSocket without a library: the connection after its upgrade, and the header lines of the answer.</summary>
    public static async Task<(TcpClient Client, string[] Headers)> Open(Uri address, string path, CancellationToken cancel, params string[] headers)
    {
        TcpClient client = new();
        await client.ConnectAsync(address.Host, address.Port, cancel);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Request(Upgrade(address, path, headers)), cancel);
        StringBuilder answer = new();
        byte[] one = new byte[1];
        // One byte at a time: what follows the headers belongs to the caller.
        while (!answer.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one, cancel);
            answer.Append((char)one[0]);
        }
        return (client, answer.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Reads until the other side hangs up; fails when it does not.</summary>
    public static async Task<string> ReadToEnd(NetworkStream stream, CancellationToken cancel)
    {
        byte[] buffer = new byte[16 * 1024];
        StringBuilder read = new();
        try
        {
            while (await stream.ReadAsync(buffer, cancel).AsTask().WaitAsync(Patience, cancel) is > 0 and int count)
            {
                read.Append(Encoding.Latin1.GetString(buffer, 0, count));
            }
        }
        catch (IOException)
        {
            // Hung up while we were still sending.
        }
        return read.ToString();
    }

    /// <summary>Sends the lines and reads the status of the answer.</summary>
    public static async Task<HttpStatusCode> StatusOf(Uri address, string[] lines, CancellationToken cancel)
    {
        using TcpClient client = new();
        await client.ConnectAsync(address.Host, address.Port, cancel);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Request(lines), cancel);
        using StreamReader reader = new(stream, Encoding.ASCII);
        string first = await reader.ReadLineAsync(cancel) ?? throw new EndOfStreamException("The gateway closed without an answer.");
        return (HttpStatusCode)int.Parse(first.Split(' ')[1], CultureInfo.InvariantCulture);
    }
}
