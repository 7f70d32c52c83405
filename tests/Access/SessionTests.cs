using System.Net;
using System.Net.Http.Json;
using Interactions.Creators;
using Interactions.Episodes;
using Interactions.Gateway.Access;
using Interactions.Refusals;
using Interactions.Tests.Gateway;
using Interactions.Users;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Interactions.Tests.Access;

/// <summary>A connection ends with its token, and its client hears why before it is closed.</summary>
public sealed class SessionTests(SessionGateway fixture) : IClassFixture<SessionGateway>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    [Theory]
    [InlineData(IViewerHub.Path)]
    [InlineData(ICreatorHub.Path)]
    public async Task Row_8_a_connection_whose_token_expires_is_told_so_and_closed(string path)
    {
        RunningGateway gateway = fixture.Gateway;
        long expires = fixture.Clock.GetUtcNow().ToUnixTimeSeconds() + 600;
        await using HubConnection hub = gateway.Hub(path, TestTokens.Hmac(TestTokens.Claims(("exp", expires))));
        await using HubConnection anonymous = gateway.Viewer();
        Task<SessionEnd> told = EndOf(hub);
        await hub.StartAsync(Cancel);
        await anonymous.StartAsync(Cancel);
        // Whoever is answered is known to the hub, and can be told something.
        await Assert.ThrowsAsync<HubException>(() => hub.InvokeAsync<object>("Nothing", Cancel));
        fixture.Clock.Advance(TimeSpan.FromSeconds(601));
        Assert.Equal(SessionEnd.TokenExpired, await told.WaitAsync(Patience, Cancel));
        Assert.Equal(HubConnectionState.Connected, anonymous.State);
    }

    [Fact]
    public async Task Row_9_a_revoked_token_ends_its_connections_and_is_refused_from_then_on()
    {
        RunningGateway gateway = fixture.Gateway;
        string user = TestEpisode.NewId("user");
        await using HubConnection viewer = gateway.Viewer(user);
        await using HubConnection creator = gateway.Creator(user);
        await using HubConnection other = gateway.Viewer(TestEpisode.NewId("user"));
        using HttpClient rest = gateway.HttpAs(user);
        Task<SessionEnd>[] told = [EndOf(viewer), EndOf(creator)];
        foreach (HubConnection hub in (HubConnection[])[viewer, creator, other]) { await hub.StartAsync(Cancel); }

        await Revoke(gateway, user, new { });
        foreach (Task<SessionEnd> end in told) { Assert.Equal(SessionEnd.TokenRevoked, await end.WaitAsync(Patience, Cancel)); }
        Assert.Equal(HubConnectionState.Connected, other.State);
        Assert.Equal(HttpStatusCode.Unauthorized, (await rest.GetAsync("/api/users/me", Cancel)).StatusCode);
        HttpRequestException refused = await Assert.ThrowsAsync<HttpRequestException>(() => viewer.StartAsync(Cancel));
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);

        await using HubConnection again = gateway.Hub(IViewerHub.Path, TestTokens.Hmac(TestTokens.Claims(("sub", user), ("iat", Now + 1))));
        await again.StartAsync(Cancel);
    }

    [Fact]
    public async Task Row_15_a_moderator_who_loses_the_role_is_told_so_and_may_moderate_no_more()
    {
        RunningGateway gateway = fixture.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        await using TestViewer ann = await TestViewer.Connect(gateway, TestEpisode.NewId("user"));
        await ann.Comment(episode, "c");
        string user = TestEpisode.NewId("mod");
        await using HubConnection hub = gateway.Viewer(user, Roles.Moderator, Roles.Viewer);
        // Issued before the role is removed, as the hub's token is.
        using HttpClient rest = gateway.HttpAs(user, Roles.Moderator);
        Task<SessionEnd> told = EndOf(hub);
        await hub.StartAsync(Cancel);

        await Revoke(gateway, user, new { roles = new[] { Roles.Moderator } });
        Assert.Equal(SessionEnd.RoleRemoved, await told.WaitAsync(Patience, Cancel));
        await hub.StartAsync(Cancel);
        Answer retracted = await hub.InvokeAsync<Answer>("Retract", new RetractRequest(episode.Id, "c"), Cancel);
        Assert.Equal((int)RefusalCode.Forbidden, retracted.Refusal?.Code);
        Assert.True((await hub.InvokeAsync<LikeAnswer>("Like", new LikeRequest(episode.Id, true), Cancel)).Ok);
        using HttpResponseMessage mute = await rest.PostAsJsonAsync($"/api/episodes/{episode.Id}/comments/c/mute", new { seconds = 5 }, Cancel);
        Assert.Equal(HttpStatusCode.Forbidden, mute.StatusCode);
    }

    [Fact]
    public async Task What_another_gateway_revokes_ends_connections_here_too()
    {
        RunningGateway gateway = fixture.Gateway;
        string user = TestEpisode.NewId("user");
        await using HubConnection hub = gateway.Viewer(user);
        Task<SessionEnd> told = EndOf(hub);
        await hub.StartAsync(Cancel);
        long nowMs = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        UserKey key = gateway.Services.GetRequiredService<UserKeys>().Of(user);
        await gateway.Services.GetRequiredService<IGrainFactory>().GetGrain<IRevocationGrain>(IRevocationGrain.Key)
            .Revoke([new Revocation(key, null, nowMs, nowMs + 3_600_000)]);
        Assert.Equal(SessionEnd.TokenRevoked, await told.WaitAsync(Patience, Cancel));
    }

    [Fact]
    public async Task Whom_another_gateway_mutes_is_mute_here_too_and_keeps_his_connection()
    {
        RunningGateway gateway = fixture.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        string user = TestEpisode.NewId("user");
        await using TestViewer ann = await TestViewer.Connect(gateway, user);
        Assert.True((await ann.Comment(episode, "c")).Ok);
        long nowMs = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        UserKey key = gateway.Services.GetRequiredService<UserKeys>().Of(user);
        await gateway.Services.GetRequiredService<IGrainFactory>().GetGrain<IRevocationGrain>(IRevocationGrain.Key)
            .Revoke([new Revocation(key, Revocation.Voice, nowMs, nowMs + 3_600_000)]);
        await gateway.Services.GetRequiredService<SessionWatch>().Look();
        Refusal refusal = await ann.Refused<CommentAnswer>("Comment", new CommentRequest(episode.Id, "d", 0, "again"));
        Assert.Equal((int)RefusalCode.TooFast, refusal.Code);
        Assert.True((await ann.Like(episode)).Ok);
    }

    [Fact]
    public async Task A_revocation_outlives_the_gateway()
    {
        DirectoryInfo data = Directory.CreateTempSubdirectory("interactions-");
        string token;
        await using (RunningGateway first = await RunningGateway.Start([], null, data: data))
        {
            token = first.Token("ann");
            await Revoke(first, "ann", new { });
        }
        await using (RunningGateway second = await RunningGateway.Start([], null, data: data))
        {
            second.Http.DefaultRequestHeaders.Authorization = new("Bearer", token);
            Assert.Equal(HttpStatusCode.Unauthorized, (await second.Http.GetAsync("/api/users/me", Cancel)).StatusCode);
        }
        data.Delete(recursive: true);
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden, Roles.Moderator, "ann", "{}")]
    [InlineData(HttpStatusCode.BadRequest, Roles.Ops, "a.b", "{}")]
    [InlineData(HttpStatusCode.BadRequest, Roles.Ops, "ann", """{"roles":[]}""")]
    [InlineData(HttpStatusCode.BadRequest, Roles.Ops, "ann", """{"roles":["root"]}""")]
    [InlineData(HttpStatusCode.BadRequest, Roles.Ops, "ann", """{"role":"ops"}""")]
    public async Task Only_ops_revoke_and_only_what_there_is(HttpStatusCode status, string role, string user, string body)
    {
        using HttpClient http = fixture.Gateway.HttpAs(TestEpisode.NewId("user"), role);
        using StringContent content = new(body, null, "application/json");
        using HttpResponseMessage answer = await http.PostAsync($"/api/ops/users/{user}/revoke", content, Cancel);
        Assert.Equal(status, answer.StatusCode);
    }

    private static async Task Revoke(RunningGateway gateway, string user, object request)
    {
        using HttpClient ops = gateway.HttpAs(TestEpisode.NewId("ops"), Roles.Ops);
        using HttpResponseMessage answer = await ops.PostAsJsonAsync($"/api/ops/users/{user}/revoke", request, Cancel);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    /// <summary>What the client is told, once it is closed as well. Never completes when it is closed without a word.</summary>
    private static async Task<SessionEnd> EndOf(HubConnection hub)
    {
        // The client runs handlers beside its receiving: the end may be known before the notice that came first has been handled.
        TaskCompletionSource<SessionEnd> told = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        hub.On<SessionEnded>(nameof(IViewerClient.SessionEnded), notice => told.TrySetResult(notice.Reason));
        hub.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
        await closed.Task;
        return await told.Task;
    }
}
