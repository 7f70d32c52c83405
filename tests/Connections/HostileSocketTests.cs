using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Interactions.Episodes;
using Interactions.Tests.Gateway;
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
        await IsClosed(client);
    }

    [Fact]
    public async Task Row_19_who_never_shakes_hands_is_closed()
    {
        RunningGateway gateway = await unlimited.Gateway;
        using ClientWebSocket client = await HubSocketTests.Open(gateway);
        await IsClosed(client);
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
        await client.SendAsync(Encoding.UTF8.GetBytes(message + "\u001e"), WebSocketMessageType.Text, true, Cancel);
        Assert.True((await other.Like(episode)).Ok);
        await client.SendAsync(new byte[] { 0xC3, 0x28, 0x1E }, WebSocketMessageType.Text, true, Cancel);
        await IsClosed(client);
        Assert.True((await other.Like(episode, on: false)).Ok);
    }

    [Fact]
    public async Task Row_30_a_frame_that_announces_a_hundred_megabytes_ends_the_connection()
    {
        RunningGateway gateway = await unlimited.Gateway;
        using TcpClient client = new();
        await client.ConnectAsync(gateway.Address.Host, gateway.Address.Port, Cancel);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(RawSockets.Request(RawSockets.Upgrade(gateway.Address, IViewerHub.Path)), Cancel);
        // Final text frame, masked, with a length of eight bytes; of its payload a hundred kilobytes follow.
        byte[] header = [0x81, 0xFF, 0, 0, 0, 0, 0x06, 0x40, 0, 0, 0, 0, 0, 0];
        byte[] buffer = new byte[16 * 1024];
        try
        {
            await stream.WriteAsync(header, Cancel);
            await stream.WriteAsync(new byte[100 * 1024], Cancel);
            while (await stream.ReadAsync(buffer, Cancel).AsTask().WaitAsync(TimeSpan.FromSeconds(30), Cancel) > 0) { }
        }
        catch (IOException)
        {
            // Closed while we were still sending.
        }
    }

    private static string Call(string argument) => $$"""{"type":1,"invocationId":"1","target":"Join","arguments":[{{argument}}]}""";

    /// <summary>Reads until the gateway says goodbye or hangs up.</summary>
    private static async Task IsClosed(ClientWebSocket client)
    {
        byte[] buffer = new byte[16 * 1024];
        try
        {
            while ((await client.ReceiveAsync(new ArraySegment<byte>(buffer), Cancel).WaitAsync(TimeSpan.FromSeconds(30), Cancel)).MessageType
                != WebSocketMessageType.Close) { }
        }
        catch (WebSocketException)
        {
            // Hung up without a goodbye.
        }
    }
}
