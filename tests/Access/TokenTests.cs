using System.Net;
using System.Security.Cryptography;
using System.Text;
using Interactions.Creators;
using Interactions.Episodes;
using Interactions.Tests.Gateway;
using Microsoft.AspNetCore.SignalR.Client;
using Xunit;

namespace Interactions.Tests.Access;

public sealed class TokenTests(ProbeGateway probe)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    public static TheoryData<string, string> BadTokens => new()
    {
        { "expired", TestTokens.Hmac(TestTokens.Claims(("exp", Now - 30), ("nbf", Now - 60))) },
        { "without expiry", TestTokens.Hmac(TestTokens.Claims(("exp", null))) },
        { "without a time of issue", TestTokens.Hmac(TestTokens.Claims(("nbf", null))) },
        { "issued in the future", TestTokens.Hmac(TestTokens.Claims(("iat", Now + 3600))) },
        { "valid for two days", TestTokens.Hmac(TestTokens.Claims(("exp", Now + 172_800))) },
        { "not valid yet", TestTokens.Hmac(TestTokens.Claims(("nbf", Now + 3600))) },
        { "algorithm none", TestTokens.Unsigned(TestTokens.Claims()) },
        { "algorithm none with a signature", TestTokens.Hmac(TestTokens.Claims(), alg: "none") },
        { "another algorithm", TestTokens.Hmac(TestTokens.Claims(), alg: "HS512") },
        { "signed by somebody else", TestTokens.Hmac(TestTokens.Claims(), key: RandomNumberGenerator.GetBytes(32)) },
        { "unknown kid", TestTokens.Hmac(TestTokens.Claims(), header: ("kid", "other")) },
        { "own key in jwk", WithOwnKey("jwk", new { kty = "oct", k = Convert.ToBase64String(OwnKey) }) },
        { "own key at jku", WithOwnKey("jku", "https://evil.example/keys") },
        { "another issuer", TestTokens.Hmac(TestTokens.Claims(("iss", "other"))) },
        { "another audience", TestTokens.Hmac(TestTokens.Claims(("aud", "other"))) },
        { "without subject", TestTokens.Hmac(TestTokens.Claims(("sub", null))) },
        { "two subjects", TestTokens.Hmac(TestTokens.Claims(("sub", TwoSubjects))) },
        { "subject is no id", TestTokens.Hmac(TestTokens.Claims(("sub", "a/b"))) },
        { "no token at all", "abc" },
    };

    private static string[] TwoSubjects { get; } = ["ann", "bob"];

    private static byte[] OwnKey { get; } = RandomNumberGenerator.GetBytes(32);

    [Theory]
    [MemberData(nameof(BadTokens))]
    public async Task A_bad_token_is_refused_even_where_none_is_needed(string flaw, string token)
    {
        RunningGateway gateway = await probe.Gateway;
        Assert.True(await Negotiate(gateway, token, inUrl: false) == HttpStatusCode.Unauthorized, flaw);
        Assert.True(await Negotiate(gateway, token, inUrl: true) == HttpStatusCode.Unauthorized, flaw);
    }

    [Fact]
    public async Task A_good_token_is_believed()
    {
        RunningGateway gateway = await probe.Gateway;
        await using HubConnection hub = gateway.Hub(ProbeHub.Open, TestTokens.Hmac(TestTokens.Claims()));
        await hub.StartAsync(Cancel);
        Assert.Equal("ann", await hub.InvokeAsync<string?>(nameof(ProbeHub.UserId), Cancel));
    }

    [Fact]
    public async Task Without_a_token_an_open_hub_lets_in_and_a_closed_one_answers_401()
    {
        RunningGateway gateway = await probe.Gateway;
        await using HubConnection open = gateway.Hub(ProbeHub.Open, null);
        await open.StartAsync(Cancel);
        Assert.Null(await open.InvokeAsync<string?>(nameof(ProbeHub.UserId), Cancel));
        HttpStatusCode upgrade = await RawSockets.StatusOfUpgrade(gateway.Address, ProbeHub.Closed, Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, upgrade);
    }

    [Fact]
    public async Task An_anonymous_viewer_may_connect_and_every_act_is_answered_unauthenticated()
    {
        RunningGateway gateway = await probe.Gateway;
        await using HubConnection hub = gateway.Viewer();
        await hub.StartAsync(Cancel);
        LikeAnswer like = await hub.InvokeAsync<LikeAnswer>("Like", new LikeRequest("e", true), Cancel);
        FollowAnswer follow = await hub.InvokeAsync<FollowAnswer>("Follow", new FollowRequest("c", true), Cancel);
        Assert.Equal("unauthenticated", like.Refusal?.Name);
        Assert.Equal("unauthenticated", follow.Refusal?.Name);
        Assert.Equal(HttpStatusCode.Unauthorized, await RawSockets.StatusOfUpgrade(gateway.Address, ICreatorHub.Path, Cancel));
    }

    [Fact]
    public async Task A_viewer_does_not_get_into_the_creators_hub()
    {
        RunningGateway gateway = await probe.Gateway;
        await using HubConnection hub = gateway.Hub(ProbeHub.Closed, gateway.Token("ann", "viewer"));
        HttpRequestException refused = await Assert.ThrowsAsync<HttpRequestException>(() => hub.StartAsync(Cancel));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task A_token_in_the_URL_counts_on_hubs_only()
    {
        RunningGateway gateway = await probe.Gateway;
        Assert.Equal("nobody", await gateway.Http.GetStringAsync($"/me?access_token={gateway.Token("ann")}", Cancel));
        using HttpClient ann = gateway.HttpAs("ann");
        Assert.Equal("ann", await ann.GetStringAsync("/me", Cancel));
    }

    [Fact]
    public async Task With_a_public_key_its_bytes_do_not_sign_tokens()
    {
        using RSA key = RSA.Create(2048);
        string pem = key.ExportSubjectPublicKeyInfoPem();
        await using RunningGateway gateway = await RunningGateway.Start([$"--Auth:PublicKeyPem={pem}"], ProbeHub.Add, ProbeHub.Map);
        Assert.Equal(HttpStatusCode.OK, await Negotiate(gateway, TestTokens.Rsa(TestTokens.Claims(), key), inUrl: false));
        foreach (byte[] confused in (byte[][])[Encoding.ASCII.GetBytes(pem), Encoding.ASCII.GetBytes(pem + "\n"), key.ExportSubjectPublicKeyInfo()])
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await Negotiate(gateway, TestTokens.Hmac(TestTokens.Claims(), confused), inUrl: false));
        }
    }

    private static string WithOwnKey(string header, object value) => TestTokens.Hmac(TestTokens.Claims(), OwnKey, header: (header, value));

    private static async Task<HttpStatusCode> Negotiate(RunningGateway gateway, string token, bool inUrl)
    {
        string shown = inUrl ? $"&access_token={token}" : "";
        using HttpRequestMessage request = new(HttpMethod.Post, $"{ProbeHub.Open}/negotiate?negotiateVersion=1{shown}");
        if (!inUrl) { request.Headers.Authorization = new("Bearer", token); }
        using HttpResponseMessage answer = await gateway.Http.SendAsync(request, Cancel);
        return answer.StatusCode;
    }
}
