using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using Interactions.Gateway.Access;
using Interactions.Tests.Gateway;
using Microsoft.AspNetCore.SignalR.Client;
using Xunit;

namespace Interactions.Tests.Access;

public sealed class DevelopmentTokenTests(ProbeGateway probe)
{
    private static readonly string[] Viewer = ["viewer"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Development_gives_a_token_that_hubs_believe()
    {
        RunningGateway gateway = await probe.Gateway;
        using HttpResponseMessage answer = await gateway.Http.PostAsJsonAsync("/dev/token", new { userId = "bob", roles = Viewer }, Cancel);
        TokenAnswer? given = await answer.Content.ReadFromJsonAsync<TokenAnswer>(Cancel);
        await using HubConnection hub = gateway.Hub(ProbeHub.Open, given!.Token);
        await hub.StartAsync(Cancel);
        Assert.Equal("bob", await hub.InvokeAsync<string?>(nameof(ProbeHub.UserId), Cancel));
    }

    [Theory]
    [InlineData("""{"userId":"a b","roles":[]}""")]
    [InlineData("""{"userId":"","roles":[]}""")]
    [InlineData("""{"roles":[]}""")]
    [InlineData("""{"userId":"ann"}""")]
    [InlineData("""{"userId":"ann","roles":["root"]}""")]
    [InlineData("""{"userId":"ann","roles":[null]}""")]
    [InlineData("""{"userId":"ann","roles":"viewer"}""")]
    [InlineData("""{"userId":5,"roles":[]}""")]
    [InlineData("""{"userId":"ann","userId":"bob","roles":[]}""")]
    [InlineData("""{"userId":"ann",""")]
    [InlineData("null")]
    [InlineData("")]
    public async Task A_wrong_request_is_answered_with_a_problem(string body)
    {
        RunningGateway gateway = await probe.Gateway;
        using StringContent content = new(body, null, "application/json");
        using HttpResponseMessage answer = await gateway.Http.PostAsync("/dev/token", content, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("   at ", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outside_Development_there_is_no_such_thing()
    {
        static string Secret() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        await using RunningGateway gateway = await RunningGateway.Start(
            "--environment=Production", $"--Auth:SigningKey={Secret()}", $"--Auth:UserKeySecret={Secret()}");
        using HttpResponseMessage answer = await gateway.Http.PostAsJsonAsync("/dev/token", new { userId = "bob", roles = Viewer }, Cancel);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
