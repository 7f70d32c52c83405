using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using Interactions.Gateway.Comments;
using Interactions.Tests.Gateway;
using Xunit;

namespace Interactions.Tests.Measurements;

/// <summary>
/// Prints how long a large danmaku file takes, over HTTP, into the embedded storage. Run on one core:
/// <c>taskset -c 0 … --explicit only --filter-class '*DanmakuImportSpeed' --show-live-output on</c>.
/// </summary>
public sealed class DanmakuImportSpeed(ITestOutputHelper output)
{
    private const int Comments = 100_000;

    [Fact(Explicit = true)]
    public async Task A_hundred_thousand_comments_are_imported()
    {
        await using RunningGateway gateway = await RunningGateway.Start("--Limits:Enforced=false");
        using HttpClient http = gateway.HttpAs("importer", "creator");
        // The first one pays for the compiler as well.
        Assert.Equal(Comments, (await Timed(http, "first")).Imported);
        Assert.Equal(Comments, (await Timed(http, "second")).Imported);
        Assert.Equal(Comments, (await Timed(http, "second")).AlreadyThere);
    }

    private async Task<ImportReport> Timed(HttpClient http, string episodeId)
    {
        (Stopwatch watch, TimeSpan cpu) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        ImportReport report = await Import(http, episodeId, Comments, TestContext.Current.CancellationToken);
        output.WriteLine(
            $"{episodeId} episode: {report.Imported:N0} imported, {report.AlreadyThere:N0} found in {watch.Elapsed.TotalSeconds:N2} s, " +
            $"{(Environment.CpuUsage.TotalTime - cpu).TotalSeconds:N2} s of CPU");
        return report;
    }

    private static async Task<ImportReport> Import(HttpClient http, string episodeId, int count, CancellationToken cancel)
    {
        var episode = new { episodeId, title = "Import", durationMs = 1_800_000 };
        using HttpResponseMessage created = await http.PostAsJsonAsync("/api/episodes", episode, cancel);
        created.EnsureSuccessStatusCode();
        using StringContent file = new(Xml(count), Encoding.UTF8, "application/xml");
        Uri import = new($"/api/episodes/{episodeId}/comments/import", UriKind.Relative);
        using HttpResponseMessage answer = await http.PostAsync(import, file, cancel);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<ImportReport>(cancel))!;
    }

    private static string Xml(int count)
    {
        StringBuilder xml = new("<?xml version=\"1.0\" encoding=\"UTF-8\"?><i>");
        for (int i = 0; i < count; i++)
        {
            string fields = string.Create(
                CultureInfo.InvariantCulture,
                $"{i * 18 / 1000}.{i % 1000:000},1,25,16777215,{1_600_000_000 + i},0,{i % 9_000:x8},{10_000_000_000 + i}");
            xml.AppendLine(CultureInfo.InvariantCulture, $"<d p=\"{fields}\">弹幕 of the import, number {i}</d>");
        }
        return xml.Append("</i>").ToString();
    }
}
