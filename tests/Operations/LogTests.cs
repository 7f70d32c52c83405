using System.Net.Http.Json;
using Interactions.Episodes;
using Interactions.Gateway.Access;
using Interactions.Refusals;
using Interactions.Tests.Gateway;
using Microsoft.Extensions.Logging.Testing;
using Xunit;

namespace Interactions.Tests.Operations;

public sealed class LogTests
{
    private const string Canary = "canary7canary";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Row_46_nothing_that_a_client_writes_can_make_or_change_a_log_line()
    {
        await using RunningGateway gateway = await RunningGateway.Start(
            "--Logging:LogLevel:Default=Debug", "--Logging:LogLevel:Microsoft=Information", "--Limits:Enforced=false");
        TestEpisode episode = await TestEpisode.Create(gateway);
        await using TestViewer ann = await TestViewer.At(gateway, episode);
        string[] hostile =
        [
            $"{Canary}\r\nfail: Interactions[1] all is lost", $"\u001b[2J{Canary}", $"{Canary}\u2028next", $"{Canary}\u0000", $"{Canary}\u0085",
        ];
        foreach (string text in hostile)
        {
            Refusal refusal = await ann.Refused<CommentAnswer>("Comment", new CommentRequest(episode.Id, "c", 0, text));
            Assert.Equal(((int)RefusalCode.Invalid, "text"), (refusal.Code, refusal.Field));
            Assert.Equal((int)RefusalCode.Invalid, (await ann.Refused<JoinAnswer>("Join", new JoinRequest(text))).Code);
            await ann.Call<Answer>("Report", new ReportRequest(episode.Id, "d", text));
            using HttpResponseMessage bad = await gateway.Http.GetAsync($"/api/episodes/{Uri.EscapeDataString(text)}/tally", Cancel);
            using HttpClient creator = gateway.HttpAs(episode.CreatorId, Roles.Creator);
            using HttpResponseMessage title = await creator.PutAsJsonAsync($"/api/episodes/{episode.Id}/settings", new { title = text }, Cancel);
        }
        // What is only text in a format string is kept as it is, and is in no line either.
        Assert.True((await ann.Comment(episode, "d", $"{Canary} %n%s {{0}} ${{jndi:ldap://x}}")).Ok);
        IReadOnlyList<FakeLogRecord> lines = gateway.Logs.GetSnapshot();
        Assert.NotEmpty(lines);
        Assert.DoesNotContain(lines, line => $"{line.Message} {line.Exception}".Contains(Canary, StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Message.Contains('\u001b', StringComparison.Ordinal));
    }
}
