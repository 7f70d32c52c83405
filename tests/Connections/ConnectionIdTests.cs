using System.Net;
using Interactions.Episodes;
using Interactions.Refusals;
using Interactions.Tests.Gateway;
using Microsoft.AspNetCore.SignalR.Client;
using Xunit;

namespace Interactions.Tests.Connections;

/// <summary>A connection's id is a name in logs and no key: nothing can be reached with it.</summary>
public sealed class ConnectionIdTests(GatewayFixture fixture)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Row_36_anothers_connection_id_opens_a_new_connection_of_nobody()
    {
        RunningGateway gateway = await fixture.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        await using TestViewer ann = await TestViewer.At(gateway, episode);
        string id = Assert.IsType<string>(ann.Hub.ConnectionId);

        await using HubConnection stranger = gateway.Hub($"{IViewerHub.Path}?id={id}", token: null);
        await stranger.StartAsync(Cancel);
        LikeAnswer like = await stranger.InvokeAsync<LikeAnswer>("Like", new LikeRequest(episode.Id, true), Cancel);
        Assert.Equal((int)RefusalCode.Unauthenticated, like.Refusal?.Code);
        await stranger.StopAsync(Cancel);

        Assert.Equal(HubConnectionState.Connected, ann.Hub.State);
        Assert.True((await ann.Like(episode)).Ok);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    [InlineData("DELETE")]
    public async Task Row_36_anothers_connection_id_without_a_WebSocket_reaches_nothing(string method)
    {
        RunningGateway gateway = await fixture.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        await using TestViewer ann = await TestViewer.At(gateway, episode);
        using HttpRequestMessage request = new(new HttpMethod(method), $"{IViewerHub.Path}?id={ann.Hub.ConnectionId}");
        if (method == "POST") { request.Content = new ByteArrayContent(HubSocketTests.Message("""{"type":7}""")); }
        using HttpResponseMessage answer = await gateway.Http.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True((await ann.Like(episode)).Ok);
    }
}
