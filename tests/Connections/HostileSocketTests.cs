using System.Net.Sockets;
using System.Net.WebSockets;
using Interactions.Episodes;
using Interactions.Gateway.Connections;
using Interactions.Tests.Gateway;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Interactions.Tests.Connections;

/// <summary>What no client library sends: each ends its own connection at most, and another viewer goes on as before.</summary>
public sealed class HostileSocketTests(UnlimitedGateway unlimited)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"protocol":"xyz","version":1}""")]
    [InlineData("""{"protocol":"messagepack","version":1}""")]
    [InlineData("""{"protocol":"json","version":999}""")]
    [InlineData("""{"protocol":""")]
    public async Task Row_19_and_33_a_handshake_of_another_kind_ends_the_connection(string handshake)
    {
        RunningGateway gateway = await unlimited.Gateway;
        using ClientWebSocket client = await HubSocketTests.Connect(gateway, handshake);
        await HubSocketTests.IsClosed(client);
    }

    [Fact]
    public async Task Row_19_who_never_shakes_hands_is_closed()
    {
        await using RunningGateway gateway = await RunningGateway.Start([], builder =>
            builder.Services.PostConfigure<HubOptions>(hub => hub.HandshakeTimeout = TimeSpan.FromSeconds(1)));
        using ClientWebSocket client = await HubSocketTests.Open(gateway);
        await HubSocketTests.IsClosed(client);
    }

    public static TheoryData<string> BrokenCalls => new()
    {
        Call(new string('[', 3_000) + new string(']', 3_000)),
        Call("""{"episodeId":NaN}"""),
        Call("""{"episodeId":1e400}"""),
        Call("""{"episodeId":"\ud800"}"""),
        Call("""{"episodeId":9223372036854775808}"""),
        Call("""{"episodeId":"e"}""") + "garbage",
        "\u0000\u0000\u0000",
        "{}",
        "[1,2,3]",
    };

    [Theory]
    [MemberData(nameof(BrokenCalls))]
    public async Task Row_32_a_message_that_is_no_call_harms_nobody_else(string message)
    {
        RunningGateway gateway = await unlimited.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        await using TestViewer other = await TestViewer.At(gateway, episode);
        using ClientWebSocket client = await HubSocketTests.Connect(gateway);
        await client.SendAsync(HubSocketTests.Message(message), WebSocketMessageType.Text, true, Cancel);
        Assert.True((await other.Like(episode)).Ok);
        // After some messages the gateway has hung up already.
        await Record.ExceptionAsync(() => client.SendAsync(new byte[] { 0xC3, 0x28, 0x1E }, WebSocketMessageType.Text, true, Cancel));
        await HubSocketTests.IsClosed(client);
        Assert.True((await other.Like(episode, on: false)).Ok);
    }

    [Fact]
    public async Task Row_19_a_second_handshake_ends_the_connection()
    {
        RunningGateway gateway = await unlimited.Gateway;
        using ClientWebSocket client = await HubSocketTests.Connect(gateway);
        await client.SendAsync("""{"protocol":"json","version":1}"""u8.ToArray(), WebSocketMessageType.Text, true, Cancel);
        await HubSocketTests.IsClosed(client);
    }

    [Theory]
    [InlineData(0, 5_000)]
    [InlineData(1, 20_000)]
    public async Task Row_29_a_message_in_endless_pieces_ends_the_connection(int pieceLength, int pieces)
    {
        RunningGateway gateway = await unlimited.Gateway;
        (TcpClient client, _) = await RawSockets.Open(gateway.Address, IViewerHub.Path, Cancel);
        using (client)
        {
            NetworkStream stream = client.GetStream();
            await stream.WriteAsync(ClientFrames.Of(Opcode.Text, """{"protocol":"json","version":1}"""u8), Cancel);
            byte[] piece = ClientFrames.Of(Opcode.Continuation, new byte[pieceLength], isFinal: false);
            byte[] all = [.. ClientFrames.Of(Opcode.Text, "{"u8, isFinal: false), .. Enumerable.Repeat(piece, pieces).SelectMany(bytes => bytes)];
            await Record.ExceptionAsync(() => stream.WriteAsync(all, Cancel).AsTask());
            await RawSockets.ReadToEnd(stream, Cancel);
        }
    }

    [Fact]
    public async Task Row_31_compression_is_not_negotiated_and_a_compressed_frame_ends_the_connection()
    {
        RunningGateway gateway = await unlimited.Gateway;
        (TcpClient client, string[] headers) = await RawSockets.Open(
            gateway.Address, IViewerHub.Path, Cancel, "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits");
        using (client)
        {
            NetworkStream stream = client.GetStream();
            Assert.StartsWith("HTTP/1.1 101", headers[0], StringComparison.Ordinal);
            Assert.DoesNotContain(headers, line => line.StartsWith("Sec-WebSocket-Extensions", StringComparison.OrdinalIgnoreCase));
            byte[] compressed = ClientFrames.Of(Opcode.Text, new byte[100]);
            compressed[0] |= 0x40;
            await stream.WriteAsync(compressed, Cancel);
            await RawSockets.ReadToEnd(stream, Cancel);
        }
    }

    [Fact]
    public async Task Row_30_a_frame_that_announces_a_hundred_megabytes_ends_the_connection()
    {
        RunningGateway gateway = await unlimited.Gateway;
        (TcpClient client, _) = await RawSockets.Open(gateway.Address, IViewerHub.Path, Cancel);
        using (client)
        {
            NetworkStream stream = client.GetStream();
            // Final text frame, masked, with a length of eight bytes; of its payload a hundred kilobytes follow.
            byte[] header = [0x81, 0xFF, 0, 0, 0, 0, 0x06, 0x40, 0, 0, 0, 0, 0, 0];
            await Record.ExceptionAsync(() => stream.WriteAsync((byte[])[.. header, .. new byte[100 * 1024]], Cancel).AsTask());
            await RawSockets.ReadToEnd(stream, Cancel);
        }
    }

    private static string Call(string argument) => $$"""{"type":1,"invocationId":"1","target":"Join","arguments":[{{argument}}]}""";
}
