using System.Net.WebSockets;
using System.Text;
using Interactions.Episodes;
using Interactions.Tests.Gateway;
using Xunit;

namespace Interactions.Tests.Connections;

/// <summary>JSON that no library writes: what can be told apart is refused, what cannot ends its connection.</summary>
public sealed class HostileJsonTests(UnlimitedGateway unlimited)
{
    private const string Accepted = "accepted";
    private const string Invalid = "invalid";
    private const string Closed = "closed";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Calls => new()
    {
        { Accepted, Comment("-0", "\"fine\"") },
        { Invalid, Comment("0", "\"fine\",\"text\":\"twice\"") },
        { Invalid, Comment("1e400", "\"fine\"") },
        { Invalid, Comment("9223372036854775808", "\"fine\"") },
        { Closed, Comment("NaN", "\"fine\"") },
        { Invalid, Comment("0", "[[[[[[\"deep\"]]]]]]") },
        { Closed, Comment("0", new string('[', 100) + new string(']', 100)) },
        { Invalid, Comment("0", "\"\\ud800\"") },
        { Invalid, Comment("0", "\"\\udc00\\ud800\"") },
        { Invalid, Comment("0", "\"\\ufffe\"") },
        { Invalid, Comment("0", "\"\\uffff\"") },
        { Invalid, Comment("0", "\"a\\u0000b\"") },
        { Invalid, Comment("0", "\"a\\u0085b\"") },
        { Closed, Comment("0", "\"fine\"") + "garbage" },
        { Closed, Comment("0", "\"fine\"") + Comment("0", "\"fine\"") },
        { Closed, "\ufeff" + Comment("0", "\"fine\"") },
        { Closed, Comment("0", new string('[', 10_000) + new string(']', 10_000)) },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Row_32_and_41_strange_JSON_is_refused_or_ends_its_own_connection(string expected, string call)
    {
        RunningGateway gateway = await unlimited.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        await using TestViewer other = await TestViewer.At(gateway, episode);
        using ClientWebSocket client = await Connect(gateway);
        await client.SendAsync(HubSocketTests.Message(call.Replace("EPISODE", episode.Id, StringComparison.Ordinal)), WebSocketMessageType.Text, true, Cancel);
        Assert.Equal(expected, await Answer(client));
        if (expected != Closed)
        {
            await client.SendAsync(HubSocketTests.Message(Comment("0", "\"fine\"").Replace("EPISODE", episode.Id, StringComparison.Ordinal)),
                WebSocketMessageType.Text, true, Cancel);
            Assert.Equal(Accepted, await Answer(client));
        }
        Assert.True((await other.Like(episode)).Ok);
        Assert.Equal(expected == Closed ? 0 : 1, (await episode.Get<Tally>("tally")).Comments);
    }

    private static string Comment(string atMs, string text) =>
        $$"""{"type":1,"invocationId":"1","target":"Comment","arguments":[{"episodeId":"EPISODE","commentId":"c","atMs":{{atMs}},"text":{{text}}}]}""";

    private static async Task<ClientWebSocket> Connect(RunningGateway gateway)
    {
        ClientWebSocket client = new();
        string token = gateway.Token(TestEpisode.NewId("user"));
        await client.ConnectAsync(new Uri($"ws://{gateway.Address.Authority}{IViewerHub.Path}?access_token={token}"), Cancel);
        await client.SendAsync(HubSocketTests.Message(HubSocketTests.Handshake), WebSocketMessageType.Text, true, Cancel);
        return client;
    }

    /// <summary>What the call came to: its completion, or the end of the connection.</summary>
    private static async Task<string> Answer(ClientWebSocket client)
    {
        byte[] buffer = new byte[64 * 1024];
        StringBuilder heard = new();
        try
        {
            while (true)
            {
                WebSocketReceiveResult part = await client.ReceiveAsync(new ArraySegment<byte>(buffer), Cancel).WaitAsync(TimeSpan.FromSeconds(60), Cancel);
                if (part.MessageType == WebSocketMessageType.Close) { return Closed; }
                heard.Append(Encoding.UTF8.GetString(buffer, 0, part.Count));
                string? completion = heard.ToString().Split('\u001e').FirstOrDefault(message => message.StartsWith("{\"type\":3", StringComparison.Ordinal));
                if (completion is null) { continue; }
                Assert.DoesNotContain("\"error\"", completion, StringComparison.Ordinal);
                return completion.Contains("\"ok\":true", StringComparison.Ordinal) ? Accepted : Invalid;
            }
        }
        catch (WebSocketException)
        {
            return Closed;
        }
    }
}
