using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Interactions.Episodes;
using Interactions.Gateway.Access;
using Xunit;

namespace Interactions.Tests.Gateway;

public sealed class SlowClientTests
{
    private const int Rows = 8_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Row_27_a_client_that_never_reads_is_skipped_and_closed_and_the_others_see_everything()
    {
        // Long enough that a machine which stalls for seconds does not make a slow client of the quick one.
        await using RunningGateway gateway = await RunningGateway.Start(
            "--Limits:Enforced=false", "--Display:CommentsPerSecondMax=0", "--Rooms:SlowDeadline=00:00:20");
        TestEpisode episode = await TestEpisode.Create(gateway);
        await using TestViewer quick = await TestViewer.At(gateway, episode);
        using ClientWebSocket stuck = await ConnectAndNeverRead(gateway, episode);
        long at = (await quick.Sees(pulse => pulse.Tally?.Viewers == 2)).To;

        Task import = Import(gateway, episode);
        HashSet<string> seen = [];
        long viewers = 2;
        while (seen.Count < Rows)
        {
            EpisodePulse pulse = await quick.Next();
            // On a busy machine the quick one may be skipped as well; then it sees the gap and asks, as every client does.
            if (pulse.From > at) { seen.UnionWith(await CommentsBetween(episode, at, pulse.From)); }
            seen.UnionWith(pulse.Comments.Select(comment => comment.Id));
            at = Math.Max(at, pulse.To);
            viewers = pulse.Tally?.Viewers ?? viewers;
        }
        await import;

        // Nothing else happens, and yet the deadline is looked at and everybody hears of it; on a busy machine that was during the import.
        if (viewers != 1) { await quick.Sees(pulse => pulse.Tally?.Viewers == 1); }
        string metrics = await gateway.Http.GetStringAsync("/metrics", Cancel);
        Assert.Matches("interactions_connections_shed[^\n]*slow[^\n]* [1-9]", metrics);
        Assert.Matches("interactions_pulse_skipped[^\n]*behind[^\n]* [1-9]", metrics);
    }

    private static async Task<HashSet<string>> CommentsBetween(TestEpisode episode, long after, long to)
    {
        HashSet<string> ids = [];
        for (long? next = after; next < to;)
        {
            CommentPage page = await episode.Get<CommentPage>($"comments?after={next}&limit={CommentQuery.LimitMax}");
            ids.UnionWith(page.Comments.Where(comment => comment.Offset <= to).Select(comment => comment.Id));
            next = page.Next;
        }
        return ids;
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
