using System.Net;
using System.Text.Json;
using Interactions.Episodes;
using Interactions.Refusals;
using Interactions.Tests.Gateway;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Xunit;

namespace Interactions.Tests.Connections;

/// <summary>A connection's id is a name in logs and no key.</summary>
public sealed class ConnectionIdTests(GatewayFixture fixture)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    [InlineData("DELETE")]
    public async Task Row_36_anothers_connection_id_is_not_found(string method)
    {
        RunningGateway gateway = await fixture.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        await using TestViewer ann = await TestViewer.At(gateway, episode);
        string path = $"{IViewerHub.Path}?id={Assert.IsType<string>(ann.Hub.ConnectionId)}";
        using HttpRequestMessage request = new(new HttpMethod(method), path);
        if (method == "POST") { request.Content = new ByteArrayContent(HubSocketTests.Message("""{"type":7}""")); }
        using HttpResponseMessage answer = await gateway.Http.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await RawSockets.StatusOfUpgrade(gateway.Address, path, Cancel));
        Assert.True((await ann.Like(episode)).Ok);
    }

    [Fact]
    public async Task Row_36_what_negotiation_gave_out_opens_a_new_connection_of_nobody()
    {
        RunningGateway gateway = await fixture.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        using HttpResponseMessage offer = await gateway.Http.PostAsync($"{IViewerHub.Path}/negotiate?negotiateVersion=1", null, Cancel);
        using JsonDocument said = JsonDocument.Parse(await offer.Content.ReadAsStringAsync(Cancel));
        string token = Assert.IsType<string>(said.RootElement.GetProperty("connectionToken").GetString());
        Assert.DoesNotContain(token, said.RootElement.GetProperty("connectionId").GetString(), StringComparison.Ordinal);

        await using HubConnection stranger = new HubConnectionBuilder()
            .WithUrl(new Uri(gateway.Address, $"{IViewerHub.Path}?id={token}"), http =>
            {
                http.Transports = HttpTransportType.WebSockets;
                http.SkipNegotiation = true;
            })
            .Build();
        await stranger.StartAsync(Cancel);
        LikeAnswer like = await stranger.InvokeAsync<LikeAnswer>("Like", new LikeRequest(episode.Id, true), Cancel);
        Assert.Equal((int)RefusalCode.Unauthenticated, like.Refusal?.Code);
        Assert.Equal(HttpStatusCode.NotFound, await RawSockets.StatusOfUpgrade(gateway.Address, $"{IViewerHub.Path}?id=x{token}", Cancel));
    }
}
