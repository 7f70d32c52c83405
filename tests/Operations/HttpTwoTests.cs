using System.Buffers.Binary;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Interactions.Tests.Gateway;
using Microsoft.AspNetCore.Hosting;
using Xunit;

namespace Interactions.Tests.Operations;

/// <summary>HTTP/2 by hand: without TLS there is none, and with TLS one connection gets no more than its hundred streams.</summary>
public sealed class HttpTwoTests(GatewayFixture fixture) : IDisposable
{
    private const byte Headers = 1;
    private const byte Reset = 3;
    private const byte Settings = 4;
    private const ushort MaxConcurrentStreams = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly byte[] Preface = [.. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, .. Frame(Settings, 0, 0, [])];

    private readonly X509Certificate2 _certificate = MakeCertificate();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _certificate.Dispose();

    [Fact]
    public async Task Row_66_without_TLS_there_is_no_HTTP_2()
    {
        RunningGateway gateway = await fixture.Gateway;
        using TcpClient client = new();
        await client.ConnectAsync(gateway.Address.Host, gateway.Address.Port, Cancel);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Preface, Cancel);
        string answer = await RawSockets.ReadToEnd(stream, Cancel);
        // A server that spoke it would begin with its settings.
        Assert.False(answer.Length > 3 && answer[3] == Settings, answer);
    }

    [Fact]
    public async Task Row_66_a_flood_of_opened_and_reset_streams_ends_its_own_connection_and_no_other()
    {
        await using RunningGateway gateway = await RunningGateway.Start(["--urls=https://127.0.0.1:0"], builder =>
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(https => (https.ServerCertificate, https.HandshakeTimeout) = (_certificate, Patience))));
        (SslStream flood, TcpClient client) = await Connect(gateway);
        using (client)
        {
            await flood.WriteAsync(Preface, Cancel);
            Assert.Equal(100u, await AnnouncedStreams(flood));
            byte[] header = [0x82, 0x87, 0x84, 0x41, 1, (byte)'x'];
            byte[] streams = [.. Enumerable.Range(0, 20_000).SelectMany(i =>
                (byte[])[.. Frame(Headers, 0x5, (i * 2) + 1, header), .. Frame(Reset, 0, (i * 2) + 1, new byte[4])])];
            await Record.ExceptionAsync(() => flood.WriteAsync(streams, Cancel).AsTask());
            await ReadUntilClosed(flood);
        }
        using SocketsHttpHandler trusting = new() { SslOptions = { RemoteCertificateValidationCallback = IsOurs } };
        using HttpClient other = new(trusting) { BaseAddress = gateway.Address, DefaultRequestVersion = HttpVersion.Version20 };
        Assert.Equal("Healthy", await other.GetStringAsync("/healthz/live", Cancel));
    }

    private static X509Certificate2 MakeCertificate()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    private bool IsOurs(object sender, X509Certificate? shown, X509Chain? chain, SslPolicyErrors errors) =>
        shown?.GetCertHashString() == _certificate.GetCertHashString();

    private async Task<(SslStream Stream, TcpClient Client)> Connect(RunningGateway gateway)
    {
        TcpClient client = new();
        await client.ConnectAsync(gateway.Address.Host, gateway.Address.Port, Cancel);
        SslStream stream = new(client.GetStream());
        await stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = "localhost",
                ApplicationProtocols = [SslApplicationProtocol.Http2],
                RemoteCertificateValidationCallback = IsOurs,
            },
            Cancel);
        return (stream, client);
    }

    /// <summary>The server's first frame is its settings: pairs of a name (2 bytes) and a value (4).</summary>
    private static async Task<uint> AnnouncedStreams(SslStream stream)
    {
        byte[] head = new byte[9];
        await stream.ReadExactlyAsync(head, Cancel);
        Assert.Equal(Settings, head[3]);
        byte[] settings = new byte[BinaryPrimitives.ReadUInt16BigEndian(head.AsSpan(1))];
        await stream.ReadExactlyAsync(settings, Cancel);
        byte[] found = settings.Chunk(6).Single(pair => BinaryPrimitives.ReadUInt16BigEndian(pair) == MaxConcurrentStreams);
        return BinaryPrimitives.ReadUInt32BigEndian(found.AsSpan(2));
    }

    private static async Task ReadUntilClosed(SslStream stream)
    {
        byte[] buffer = new byte[16 * 1024];
        try
        {
            while (await stream.ReadAsync(buffer, Cancel).AsTask().WaitAsync(Patience, Cancel) > 0) { }
        }
        catch (IOException)
        {
            // Closed without a goodbye.
        }
    }

    private static byte[] Frame(byte type, byte flags, int stream, byte[] payload)
    {
        byte[] frame = new byte[9 + payload.Length];
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(1), (ushort)payload.Length);
        (frame[3], frame[4]) = (type, flags);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), stream);
        payload.CopyTo(frame, 9);
        return frame;
    }
}
