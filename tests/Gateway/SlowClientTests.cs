using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Interactions.Episodes;
using Interactions.Gateway.Access;
using Xunit;

namespace Interactions.Tests.Gateway;

public sealed class SlowClientTests(UnlimitedGateway unlimited)
{
    private const int Rows = 8_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Row_27_a_client_that_never_reads_is_skipped_and_closed_and_the_others_see_everything()
    {
        RunningGateway gateway = await unlimited.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        await using TestViewer quick = await TestViewer.At(gateway, episode);
        using ClientWebSocket stuck = await ConnectAndNeverRead(gateway, episode);
        await quick.Sees(pulse => pulse.Tally?.Viewers == 2);

        Task import = Import(gateway, episode);
        HashSet<string> seen = [];
        while (seen.Count < Rows) { seen.UnionWith((await quick.Next()).Comments.Select(comment => comment.Id)); }
        await import;

        // The deadline is looked at with each frame, so something must go on happening until it has passed.
        using CancellationTokenSource closed = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        closed.CancelAfter(TimeSpan.FromSeconds(20));
        for (int i = 0; ; i++)
        {
            closed.Token.ThrowIfCancellationRequested();
            Assert.True((await quick.Comment(episode, $"after-{i}")).Ok);
            if ((await quick.Sees(pulse => pulse.Tally is not null)).Tally!.Viewers == 1) { break; }
        }
        string metrics = await gateway.Http.GetStringAsync("/metrics", Cancel);
        Assert.Matches("interactions_connections_shed[^\n]*slow[^\n]* [1-9]", metrics);
        Assert.Matches("interactions_pulse_skipped[^\n]*behind[^\n]* [1-9]", metrics);
    }

    private static async Task Import(RunningGateway gateway, TestEpisode episode)
    {
        StringBuilder xml = new("<i>");
        string text = string.Concat(Enumerable.Repeat("😀", 100));
        for (int row = 0; row < Rows; row++) { xml.Append(CultureInfo.InvariantCulture, $"<d p=\"1,1,25,255,1700000000,0,abc,r{row}\">{text}</d>"); }
        using HttpClient http = gateway.HttpAs(episode.CreatorId, Roles.Creator);
        using StringContent file = new(xml.Append("</i>").ToString(), Encoding.UTF8, "application/xml");
        using HttpResponseMessage answer = await http.PostAsync($"/api/episodes/{episode.Id}/comments/import", file, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static async Task<ClientWebSocket> ConnectAndNeverRead(RunningGateway gateway, TestEpisode episode)
    {
        using HttpMessageInvoker http = new(new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancel) =>
            {
                Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4_096 };
                await socket.ConnectAsync(context.DnsEndPoint, cancel);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });
        ClientWebSocket client = new();
        await client.ConnectAsync(new Uri($"ws://{gateway.Address.Authority}{IViewerHub.Path}"), http, Cancel);
        string join = $$"""{"type":1,"target":"Join","arguments":[{"episodeId":"{{episode.Id}}"}]}""";
        foreach (string message in (string[])["""{"protocol":"json","version":1}""", join])
        {
            await client.SendAsync(Encoding.UTF8.GetBytes(message + "\u001e"), WebSocketMessageType.Text, true, Cancel);
        }
        return client;
    }
}
