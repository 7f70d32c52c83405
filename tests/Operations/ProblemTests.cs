using System.Net;
using System.Text;
using System.Text.Json;
using Interactions.Gateway.Access;
using Interactions.Refusals;
using Interactions.Tests.Gateway;
using Xunit;

namespace Interactions.Tests.Operations;

/// <summary>What the framework answers before our code runs says the same as what our code answers.</summary>
public sealed class ProblemTests(GatewayFixture fixture)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<RefusalCode, string, string?, string?> Answers => new()
    {
        { RefusalCode.Invalid, "/api/episodes", Roles.Creator, "{" },
        { RefusalCode.Invalid, "/dev/token", null, "{}" },
        { RefusalCode.Unauthenticated, "/api/users/me", null, null },
        { RefusalCode.Unauthenticated, "/api/episodes", null, "{}" },
        { RefusalCode.Forbidden, "/api/episodes", Roles.Viewer, "{}" },
        { RefusalCode.NotFound, "/nothing/here", null, null },
        { RefusalCode.NotFound, "/api/episodes/none", null, null },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Every_refused_request_carries_number_and_name_of_the_closed_list(RefusalCode code, string path, string? role, string? body)
    {
        RunningGateway gateway = await fixture.Gateway;
        using HttpClient http = role is null ? new HttpClient { BaseAddress = gateway.Address } : gateway.HttpAs("ann", role);
        using HttpRequestMessage request = new(body is null ? HttpMethod.Get : HttpMethod.Post, path);
        if (body is not null) { request.Content = new StringContent(body, Encoding.UTF8, "application/json"); }
        await Check(await http.SendAsync(request, Cancel), code);
    }

    [Fact]
    public async Task A_bad_token_is_refused_in_the_same_words()
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "/api/episodes");
        request.Headers.Authorization = new("Bearer", "abc");
        await Check(await (await fixture.Gateway).Http.SendAsync(request, Cancel), RefusalCode.Unauthenticated);
    }

    private static async Task Check(HttpResponseMessage answer, RefusalCode code)
    {
        using HttpResponseMessage whole = answer;
        Assert.Equal((HttpStatusCode)Refusal.HttpStatusOf(code), answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        using JsonDocument problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel));
        Assert.Equal((int)code, problem.RootElement.GetProperty("code").GetInt32());
        Assert.Equal(Refusal.NameOf(code), problem.RootElement.GetProperty("name").GetString());
        Assert.Equal(Refusal.NameOf(code), problem.RootElement.GetProperty("title").GetString());
        Assert.NotEmpty(problem.RootElement.GetProperty("detail").GetString()!);
    }
}
