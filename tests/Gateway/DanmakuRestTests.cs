using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Interactions.Comments;
using Interactions.Gateway.Access;
using Interactions.Gateway.Comments;
using Xunit;

namespace Interactions.Tests.Gateway;

public sealed class DanmakuRestTests(UnlimitedGateway unlimited)
{
    private const string Small = """
        <?xml version="1.0" encoding="UTF-8"?><i>
        <d p="1.5,1,25,16777215,1700000000,0,abc,row1">第一</d>
        <d p="31,5,25,255,1700000001,0,abc,row2">two</d>
        <d p="2,7,25,255,1700000001,0,abc,row3">[0,0,"1-1",4.5,"script"]</d>
        <d p="9999,1,25,255,1700000001,0,abc,row4">too late</d>
        </i>
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Importing_counts_what_came_and_a_second_time_brings_nothing()
    {
        RunningGateway gateway = await unlimited.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        ImportReport first = await Import(gateway, episode, Small);
        Assert.Equal((2, 0), (first.Imported, first.AlreadyThere));
        Assert.Equal(new SortedDictionary<string, int> { ["badPosition"] = 1, ["script"] = 1 }, first.Skipped);
        ImportReport second = await Import(gateway, episode, Small);
        Assert.Equal((0, 2), (second.Imported, second.AlreadyThere));
        Comment comment = Assert.Single((await episode.Get<Interactions.Episodes.TrackSegment>("track/1")).Comments!);
        Assert.Equal(("two", 31_000, CommentMode.Top, 255, 1_700_000_001_000, "abc"),
            (comment.Text, comment.AtMs, comment.Mode, comment.Color, comment.WrittenAtMs, comment.Author));
    }

    [Theory]
    [InlineData("bilibili.xml")]
    [InlineData("boss.xml")]
    [InlineData("comment.xml")]
    public async Task A_real_file_goes_in_and_its_export_gives_the_same_track_elsewhere(string name)
    {
        RunningGateway gateway = await unlimited.Gateway;
        string file = await File.ReadAllTextAsync(Interactions.Tests.Comments.DanmakuFiles.Find(name), Cancel);
        TestEpisode episode = await TestEpisode.Create(gateway, durationMs: 7_200_000);
        TestEpisode copy = await TestEpisode.Create(gateway, durationMs: 7_200_000);
        ImportReport report = await Import(gateway, episode, file);
        Assert.InRange(report.Imported, 50, 10_000);
        string export = await gateway.Http.GetStringAsync($"/api/episodes/{episode.Id}/comments/export", Cancel);
        ImportReport again = await Import(gateway, copy, export);
        Assert.Equal((report.Imported, 0), (again.Imported, again.AlreadyThere));
        Assert.Empty(again.Skipped);
        for (int segment = 0; segment < 240; segment++)
        {
            Assert.Equal(await Track(episode, segment), await Track(copy, segment));
        }
        Assert.Equal((0, report.Imported), await BackAgain(gateway, episode, export));
    }

    [Theory]
    [InlineData("no_closing.xml")]
    [InlineData("syntax_error.xml")]
    [InlineData("xss.xml")]
    public async Task A_broken_file_is_refused_with_line_and_column_and_nothing_of_it_is_stored(string name)
    {
        RunningGateway gateway = await unlimited.Gateway;
        string file = await File.ReadAllTextAsync(Interactions.Tests.Comments.DanmakuFiles.Find(Path.Combine("invalid", name)), Cancel);
        await Refused(gateway, await TestEpisode.Create(gateway), Encoding.UTF8.GetBytes(file));
    }

    [Fact]
    public async Task Broken_files_of_all_kinds_leave_nothing_behind()
    {
        RunningGateway gateway = await unlimited.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        string row = Small[Small.IndexOf("<d", StringComparison.Ordinal)..Small.IndexOf("</i>", StringComparison.Ordinal)];
        byte[][] broken =
        [
            [], "not xml"u8.ToArray(), Encoding.UTF8.GetBytes("<i>" + row), Encoding.UTF8.GetBytes("<html>" + row + "</html>"),
            Encoding.UTF8.GetBytes("<!DOCTYPE i [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><i>" + row + "</i>"),
            [.. Encoding.UTF8.GetBytes("<i>" + row), 0xff, 0xfe, .. "</i>"u8],
            Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"no-such\"?><i>" + row + "</i>"),
        ];
        foreach (byte[] file in broken) { await Refused(gateway, episode, file); }
    }

    [Fact]
    public async Task Only_the_owner_imports()
    {
        RunningGateway gateway = await unlimited.Gateway;
        TestEpisode episode = await TestEpisode.Create(gateway);
        using HttpClient other = gateway.HttpAs(TestEpisode.NewId("creator"), Roles.Creator);
        using HttpResponseMessage answer = await other.PostAsync(Route(episode), Xml(Encoding.UTF8.GetBytes(Small)), Cancel);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Empty((await episode.Get<Interactions.Episodes.CommentPage>("comments")).Comments);
    }

    private static async Task Refused(RunningGateway gateway, TestEpisode episode, byte[] file)
    {
        using HttpClient http = gateway.HttpAs(episode.CreatorId, Roles.Creator);
        using HttpResponseMessage answer = await http.PostAsync(Route(episode), Xml(file), Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        JsonNode problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!;
        Assert.Matches("line [1-9][0-9]*, column [1-9][0-9]*", (string)problem["detail"]!);
        Assert.Empty((await episode.Get<Interactions.Episodes.CommentPage>("comments")).Comments);
    }

    private static async Task<(int, int)> BackAgain(RunningGateway gateway, TestEpisode episode, string export)
    {
        ImportReport report = await Import(gateway, episode, export);
        return (report.Imported, report.AlreadyThere);
    }

    private static async Task<ImportReport> Import(RunningGateway gateway, TestEpisode episode, string xml)
    {
        using HttpClient http = gateway.HttpAs(episode.CreatorId, Roles.Creator);
        using HttpResponseMessage answer = await http.PostAsync(Route(episode), Xml(Encoding.UTF8.GetBytes(xml)), Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<ImportReport>(TestEpisode.Json, Cancel))!;
    }

    private static async Task<string[]> Track(TestEpisode episode, int segment) =>
        [.. (await episode.Get<Interactions.Episodes.TrackSegment>($"track/{segment}")).Comments!
            .Select(c => $"{c.Id} {c.AtMs} {c.Mode} {c.Color:x6} {c.WrittenAtMs} {c.Author} {c.Text}")];

    private static string Route(TestEpisode episode) => $"/api/episodes/{episode.Id}/comments/import";

    private static ByteArrayContent Xml(byte[] file) => new(file) { Headers = { ContentType = new("application/xml") } };
}
