using System.Net.WebSockets;
using System.Text;
using Interactions.Episodes;
using Interactions.Tests.Gateway;
using Xunit;

namespace Interactions.Tests.Connections;

public sealed class HubSocketTests(UnlimitedGateway unlimited)
{
    internal const string Handshake = """{"protocol":"json","version":1}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_in_pieces_is_one_call_and_a_goodbye_is_answered()
    {
        RunningGateway gateway = await unlimited.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        using ClientWebSocket client = await Connect(gateway);
        string call = $$"""{"type":1,"invocationId":"7","target":"Join","arguments":[{"episodeId":"{{episode.Id}}"}]}""" + "\u001e";
        foreach (string part in (string[])[call[..1], call[1..20], call[20..]])
        {
            await client.SendAsync(Encoding.UTF8.GetBytes(part), WebSocketMessageType.Text, part == call[20..], Cancel);
        }
        while (!(await Read(client)).Contains("\"type\":3,\"invocationId\":\"7\"", StringComparison.Ordinal)) { }
        await client.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Cancel);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, client.CloseStatus);
    }

    [Fact]
    public async Task A_large_answer_comes_whole()
    {
        RunningGateway gateway = await unlimited.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        await using TestViewer author = await TestViewer.At(gateway, episode);
        for (int i = 0; i < 300; i++) { Assert.True((await author.Comment(episode, $"c{i}", string.Concat(Enumerable.Repeat("😀", 100)))).Ok); }
        await using TestViewer late = await TestViewer.Connect(gateway);
        JoinAnswer answer = await late.Join(episode, new EpisodePosition((await author.Join(episode)).Epoch!, 0));
        Assert.Equal(EpisodeQuestion.CommentsMax, answer.Comments!.Length);
    }

    [Fact]
    public async Task A_handshake_that_asks_for_another_protocol_is_refused_and_closed()
    {
        RunningGateway gateway = await unlimited.Gateway;
        using ClientWebSocket client = await Connect(gateway, """{"protocol":"smoke","version":1}""");
        Assert.Contains("error", await Read(client), StringComparison.Ordinal);
        WebSocketReceiveResult end = await client.ReceiveAsync(new ArraySegment<byte>(new byte[256]), Cancel);
        Assert.Equal(WebSocketMessageType.Close, end.MessageType);
    }

    /// <summary>A message of the hub protocol as it travels.</summary>
    internal static byte[] Message(string json) => Encoding.UTF8.GetBytes(json + "\u001e");

    /// <summary>A socket on the viewer hub that has not said anything yet.</summary>
    internal static async Task<ClientWebSocket> Open(RunningGateway gateway)
    {
        ClientWebSocket client = new();
        await client.ConnectAsync(new Uri($"ws://{gateway.Address.Authority}{IViewerHub.Path}"), Cancel);
        return client;
    }

    /// <summary>A socket that has shaken hands.</summary>
    internal static async Task<ClientWebSocket> Connect(RunningGateway gateway, string handshake = Handshake)
    {
        ClientWebSocket client = await Open(gateway);
        await client.SendAsync(Message(handshake), WebSocketMessageType.Text, true, Cancel);
        return client;
    }

    /// <summary>Reads until the gateway says goodbye or hangs up.</summary>
    internal static async Task IsClosed(ClientWebSocket client)
    {
        byte[] buffer = new byte[16 * 1024];
        try
        {
            while ((await client.ReceiveAsync(new ArraySegment<byte>(buffer), Cancel).WaitAsync(TimeSpan.FromSeconds(60), Cancel)).MessageType
                != WebSocketMessageType.Close) { }
        }
        catch (WebSocketException)
        {
            // Hung up without a goodbye.
        }
    }

    private static async Task<string> Read(ClientWebSocket client)
    {
        byte[] bytes = new byte[64 * 1024];
        WebSocketReceiveResult message = await client.ReceiveAsync(new ArraySegment<byte>(bytes), Cancel);
        return Encoding.UTF8.GetString(bytes, 0, message.Count);
    }
}
