using System.Text;
using Interactions.Comments;
using Xunit;

namespace Interactions.Tests.Comments;

public sealed class DanmakuXmlTests
{
    private const string GoodP = "1.5,1,25,255,1323907050,0,3cd3cd6c,63668543";

    [Fact]
    public async Task A_comment_keeps_time_mode_colour_author_and_id()
    {
        DanmakuLine line = Assert.Single(await Read($"<i><chatid>1</chatid><d p=\"{GoodP}\"> a&lt;b<![CDATA[&c]]> </d></i>"));
        Assert.Equal(new(new("63668543", 1_500, CommentMode.Scroll, 255, 1_323_907_050_000, "3cd3cd6c", " a<b&c "), DanmakuSkip.None), line);
    }

    [Theory]
    [InlineData("6.0999999046326,1,18,255,1323907050,1,3cd3cd6c,63668543", 6_100)]
    [InlineData("0,1,25,0,0,0,,a", 0)]
    [InlineData("1e2,1,25,16777215,1323907050.25,0,[x]y,a-b_c.42,9", 100_000)]
    [InlineData("86400,6,25,255,1,0,a,a.1234567890123456789", 86_400_000)]
    [InlineData("1,2,25,255,1,0,a,a", 1_000)]
    public async Task Unusual_attributes_within_the_format_are_read(string p, int atMs) =>
        Assert.Equal(atMs, (await ReadOne(p, "text")).Comment?.AtMs);

    [Theory]
    [InlineData("1,7,25,255,1,0,a,1", DanmakuSkip.Script)]
    [InlineData("1,8,25,255,1,0,a,1", DanmakuSkip.Script)]
    [InlineData("1,99,25,255,1,0,a,1", DanmakuSkip.Script)]
    [InlineData("", DanmakuSkip.BadAttributes)]
    [InlineData(",,,,,,,", DanmakuSkip.BadAttributes)]
    [InlineData("1,1,25,255,1,0,a", DanmakuSkip.BadAttributes)]
    [InlineData("1,0,25,255,1,0,a,1", DanmakuSkip.BadAttributes)]
    [InlineData("1,-1,25,255,1,0,a,1", DanmakuSkip.BadAttributes)]
    [InlineData("1,x,25,255,1,0,a,1", DanmakuSkip.BadAttributes)]
    [InlineData("-1,1,25,255,1,0,a,1", DanmakuSkip.BadAttributes)]
    [InlineData("NaN,1,25,255,1,0,a,1", DanmakuSkip.BadAttributes)]
    [InlineData("Infinity,1,25,255,1,0,a,1", DanmakuSkip.BadAttributes)]
    [InlineData("1e400,1,25,255,1,0,a,1", DanmakuSkip.BadAttributes)]
    [InlineData("86401,1,25,255,1,0,a,1", DanmakuSkip.BadAttributes)]
    [InlineData("1;5,1,25,255,1,0,a,1", DanmakuSkip.BadAttributes)]
    [InlineData("1,1,25,16777216,1,0,a,1", DanmakuSkip.BadAttributes)]
    [InlineData("1,1,25,-1,1,0,a,1", DanmakuSkip.BadAttributes)]
    [InlineData("1,1,25,#fff,1,0,a,1", DanmakuSkip.BadAttributes)]
    [InlineData("1,1,25,255,-1,0,a,1", DanmakuSkip.BadAttributes)]
    [InlineData("1,1,25,255,1e18,0,a,1", DanmakuSkip.BadAttributes)]
    [InlineData("1,1,25,255,1,0,a b,1", DanmakuSkip.BadAttributes)]
    [InlineData("1,1,25,255,1,0,作者,1", DanmakuSkip.BadAttributes)]
    [InlineData("1,1,25,255,1,0,a,", DanmakuSkip.BadAttributes)]
    [InlineData("1,1,25,255,1,0,a,a/b", DanmakuSkip.BadAttributes)]
    [InlineData("1,1,25,255,1,0,a,a.b", DanmakuSkip.BadAttributes)]
    [InlineData("1,1,25,255,1,0,a,a.", DanmakuSkip.BadAttributes)]
    [InlineData("1,1,25,255,1,0,a,.1", DanmakuSkip.BadAttributes)]
    [InlineData("1,1,25,255,1,0,a,a.1.2", DanmakuSkip.BadAttributes)]
    [InlineData("1,1,25,255,1,0,a,a.12345678901234567890", DanmakuSkip.BadAttributes)]
    [InlineData("1,1,25,255,1,0,a,01234567890123456789012345678901234567890123456789012345678901234", DanmakuSkip.BadAttributes)]
    public async Task A_line_outside_the_format_is_skipped_with_its_reason(string p, DanmakuSkip reason) =>
        Assert.Equal(new(null, reason), await ReadOne(p, "text"));

    [Theory]
    [InlineData("", DanmakuSkip.TextEmpty)]
    [InlineData("   ", DanmakuSkip.TextEmpty)]
    [InlineData("&#x200B;", DanmakuSkip.TextEmpty)]
    [InlineData("a&#x202E;b", DanmakuSkip.TextForbiddenCharacter)]
    [InlineData("a\nb", DanmakuSkip.TextForbiddenCharacter)]
    [InlineData("x&#x323;&#x323;&#x323;&#x323;&#x323;&#x323;&#x323;&#x323;&#x323;", DanmakuSkip.TextTooManyMarks)]
    [InlineData("<b>bold</b>", DanmakuSkip.Markup)]
    [InlineData("a<script>alert(1)</script>", DanmakuSkip.Markup)]
    public async Task A_text_that_breaks_the_rules_is_skipped_with_its_reason(string content, DanmakuSkip reason) =>
        Assert.Equal(new(null, reason), await ReadOne(GoodP, content));

    [Fact]
    public async Task A_text_of_too_many_characters_or_bytes_is_skipped_with_its_reason()
    {
        Assert.Equal(DanmakuSkip.TextTooLong, (await ReadOne(GoodP, new string('a', 101))).Skip);
        Assert.Equal(DanmakuSkip.TextTooLong, (await ReadOne(GoodP, new string('a', 200_000))).Skip);
        Assert.Equal(DanmakuSkip.TextTooManyBytes, (await ReadOne(GoodP, string.Concat(Enumerable.Repeat("👨‍👩‍👧‍👦", 100)))).Skip);
    }

    [Fact]
    public async Task A_comment_after_the_end_of_the_episode_is_skipped()
    {
        string file = $"<i><d p=\"{GoodP}\">a</d></i>";
        Assert.NotNull(Assert.Single(await Read(file, durationMs: 1_500)).Comment);
        Assert.Equal(DanmakuSkip.BadPosition, Assert.Single(await Read(file, durationMs: 1_499)).Skip);
    }

    [Fact]
    public async Task Only_direct_children_of_the_root_are_comments()
    {
        Assert.Empty(await Read($"<i><x><d p=\"{GoodP}\">a</d></x><D p=\"{GoodP}\">a</D></i>"));
        Assert.Equal([DanmakuSkip.BadAttributes, DanmakuSkip.TextEmpty], (await Read($"<i><d/><d p=\"{GoodP}\"/></i>")).Select(line => line.Skip));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("not xml", 1)]
    [InlineData("<html></html>", 1)]
    [InlineData("<i>\n<d p=\"" + GoodP + "\">a</d>", 2)]
    [InlineData("<i>\n<d p=\"" + GoodP + "\">a</i>", 2)]
    [InlineData("<i>\n\n&undefined;</i>", 3)]
    [InlineData("<i>\n<d p=\"" + GoodP + "\">a&#x0;</d></i>", 2)]
    [InlineData("<i></i>\n<i></i>", 2)]
    [InlineData("<?xml version=\"1.0\"?>\n<!DOCTYPE i [<!ENTITY x \"boom\">]><i>&x;</i>", 1)]
    [InlineData("<!DOCTYPE i SYSTEM \"file:///etc/passwd\"><i/>", 1)]
    public async Task A_file_that_is_not_well_formed_is_refused_with_line_and_column(string file, int line)
    {
        var fault = await Assert.ThrowsAsync<DanmakuFormatException>(() => Read(file));
        Assert.Equal(line, fault.Line);
        Assert.True(fault.Column > 0);
        Assert.Contains($"line {line}, column {fault.Column}", fault.Message);
    }

    [Theory]
    [InlineData(new byte[] { (byte)'<', (byte)'i', (byte)'>', 0xFF, 0xFE, (byte)'<', (byte)'/', (byte)'i', (byte)'>' })]
    [InlineData(new byte[] { 0, 1, 2, 3, 4, 5, 6, 7 })]
    public async Task Bytes_that_are_no_text_are_refused(byte[] file) =>
        await Assert.ThrowsAsync<DanmakuFormatException>(() => Read(file, null));

    [Fact]
    public async Task A_file_in_an_unknown_encoding_is_refused() =>
        await Assert.ThrowsAsync<DanmakuFormatException>(() => Read("<?xml version=\"1.0\" encoding=\"no-such\"?><i/>"));

    [Fact]
    public async Task A_file_beyond_the_size_limit_is_refused()
    {
        string line = $"<d p=\"{GoodP}\">{new string('a', 1_000_000)}</d>";
        await Assert.ThrowsAsync<DanmakuFormatException>(() => Read("<i>" + string.Concat(Enumerable.Repeat(line, 34)) + "</i>"));
    }

    internal static Task<List<DanmakuLine>> Read(string file, long? durationMs = null) => Read(Encoding.UTF8.GetBytes(file), durationMs);

    internal static async Task<List<DanmakuLine>> Read(byte[] file, long? durationMs)
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        Exception? found = await Record.ExceptionAsync(() => DanmakuXml.Check(new MemoryStream(file), cancel));
        List<DanmakuLine> lines = [];
        Exception? met = await Record.ExceptionAsync(
            async () => lines = await DanmakuXml.Read(new MemoryStream(file), durationMs, cancel).ToListAsync(cancel));
        // An import relies on it: the check finds a fault exactly when reading would meet one.
        Assert.Equal(met?.GetType(), found?.GetType());
        return met is null ? lines : throw met;
    }

    private static async Task<DanmakuLine> ReadOne(string p, string content) => Assert.Single(await Read($"<i><d p=\"{p}\">{content}</d></i>"));
}
