using Interactions.Comments;
using Xunit;

namespace Interactions.Tests.Comments;

public sealed class DanmakuFileTests
{
    [Theory]
    [InlineData("bilibili.xml", 62, 0, 0, 267, 2)]
    [InlineData("boss.xml", 770, 117, 50, 63, 0)]
    [InlineData("comment.xml", 1_202, 110, 74, 0, 0)]
    public async Task A_real_file_is_read_whole(string name, int scroll, int bottom, int top, int scripts, int tooLong)
    {
        await using FileStream file = File.OpenRead(DanmakuFiles.Find(name));
        List<DanmakuLine> lines = await DanmakuXml.Read(file, cancellation: TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(scroll, lines.Count(line => line.Comment?.Mode == CommentMode.Scroll));
        Assert.Equal(bottom, lines.Count(line => line.Comment?.Mode == CommentMode.Bottom));
        Assert.Equal(top, lines.Count(line => line.Comment?.Mode == CommentMode.Top));
        Assert.Equal(scripts, lines.Count(line => line.Skip == DanmakuSkip.Script));
        // Two drawings of 101 characters: one more than a comment may have.
        Assert.Equal(tooLong, lines.Count(line => line.Skip == DanmakuSkip.TextTooLong));
        Assert.Equal(scroll + bottom + top + scripts + tooLong, lines.Count);
    }

    [Theory]
    [InlineData("no_closing.xml")]
    [InlineData("syntax_error.xml")]
    [InlineData("xss.xml")]
    public async Task A_broken_file_is_refused_with_line_and_column(string name)
    {
        await using FileStream file = File.OpenRead(DanmakuFiles.Find(Path.Combine("invalid", name)));
        var fault = await Assert.ThrowsAsync<DanmakuFormatException>(async () =>
            await DanmakuXml.Read(file, cancellation: TestContext.Current.CancellationToken).CountAsync(TestContext.Current.CancellationToken));
        Assert.True(fault is { Line: > 0, Column: > 0 });
    }
}
