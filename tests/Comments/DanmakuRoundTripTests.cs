using System.Text;
using CsCheck;
using Interactions.Comments;
using Xunit;

namespace Interactions.Tests.Comments;

public sealed class DanmakuRoundTripTests
{
    private static readonly Gen<CommentMode> Mode =
        Gen.Int[0, 3].Select(i => new[] { CommentMode.Scroll, CommentMode.Bottom, CommentMode.Top, CommentMode.Reverse }[i]);

    private static readonly Gen<string> RowId = Gen.Select(
        Gen.String[Gen.Char["abcXYZ019_-"], 1, 64], Gen.Long[0, long.MaxValue], Gen.Bool,
        (name, suffix, dotted) => dotted ? $"{name}.{suffix}" : name);

    private static readonly Gen<string> Author = Gen.String[Gen.Char["abc019[]<>&\"'#;"], 0, 64];

    private static readonly Gen<DanmakuComment> Comment = Gen.Select(
        Gen.Select(RowId, Author), Gen.Int[0, CommentLimits.CommentAtMsMax], Mode, Gen.Int[0, CommentLimits.CommentColorMax],
        Gen.Long[0, 4_000_000_000], CommentTextProperties.GoodText,
        (ids, atMs, mode, color, seconds, text) => new DanmakuComment(ids.Item1, atMs, mode, color, seconds * 1_000, ids.Item2, text));

    [Fact]
    public async Task What_is_written_is_read_back_the_same() => await Comment.Array[0, 20].SampleAsync(async comments =>
    {
        byte[] file = await Write(comments);
        Assert.Equal(comments.Select(comment => new DanmakuLine(comment, DanmakuSkip.None)), await DanmakuXmlTests.Read(file, null));
    });

    [Fact]
    public async Task The_file_looks_like_those_of_other_players()
    {
        byte[] file = await Write([new("r-1.7", 83_005, CommentMode.Top, 0xFF8800, 1_700_000_000_999, "ab12", " <3 & 前方 ")]);
        Assert.Equal(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?><i>\n<d p=\"83.005,5,25,16746496,1700000000,0,ab12,r-1.7\"> &lt;3 &amp; 前方 </d>\n</i>",
            Encoding.UTF8.GetString(file));
    }

    [Fact]
    public async Task Markup_in_a_text_stays_text()
    {
        const string Text = "</d><script>alert(1)</script>]]>";
        byte[] file = await Write([new("1", 0, CommentMode.Scroll, 0, 0, "", Text)]);
        Assert.Equal(Text, Assert.Single(await DanmakuXmlTests.Read(file, null)).Comment?.Text);
    }

    [Theory]
    [InlineData("a,b", "x", 0)]
    [InlineData("a", "x,y", 0)]
    [InlineData("", "x", 0)]
    [InlineData("a", "x", -1)]
    public async Task What_the_format_cannot_carry_is_not_written(string rowId, string author, int atMs) =>
        await Assert.ThrowsAsync<ArgumentException>(() => Write([new(rowId, atMs, CommentMode.Scroll, 0, 0, author, "text")]));

    private static async Task<byte[]> Write(DanmakuComment[] comments)
    {
        var stream = new MemoryStream();
        await DanmakuXml.Write(stream, comments.ToAsyncEnumerable(), TestContext.Current.CancellationToken);
        return stream.ToArray();
    }
}
