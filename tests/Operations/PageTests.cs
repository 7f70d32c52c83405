using System.Net;
using Interactions.Tests.Gateway;
using Xunit;

namespace Interactions.Tests.Operations;

public sealed class PageTests(GatewayFixture fixture)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_front_page_answers_with_or_without_pages_and_allows_only_own_scripts()
    {
        using HttpResponseMessage page = await (await fixture.Gateway).Http.GetAsync("/", Cancel);
        Assert.True(page.StatusCode is HttpStatusCode.OK or HttpStatusCode.Redirect, $"{page.StatusCode}");
        if (page.StatusCode == HttpStatusCode.OK) { Assert.Equal("utf-8", page.Content.Headers.ContentType?.CharSet); }
        string policy = page.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'self'; script-src 'self';", policy, StringComparison.Ordinal);
        foreach (string opening in (string[])["unsafe", "ws:", "http:", "*", "data:"]) { Assert.DoesNotContain(opening, policy, StringComparison.Ordinal); }
        Assert.Equal("nosniff", page.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", page.Headers.GetValues("Referrer-Policy").Single());
        Assert.Empty(page.Headers.Server);
    }

    [Theory]
    [InlineData("/openapi/v1.json")]
    [InlineData("/scalar/")]
    public async Task The_API_describes_itself(string path)
    {
        using HttpResponseMessage page = await (await fixture.Gateway).Http.GetAsync(path, Cancel);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task An_unknown_path_is_answered_with_a_problem()
    {
        using HttpResponseMessage answer = await (await fixture.Gateway).Http.GetAsync("/nothing/here", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }
}
