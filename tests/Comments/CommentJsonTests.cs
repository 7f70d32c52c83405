using System.Text.Json;
using Interactions.Comments;
using Interactions.Tests.Gateway;
using Xunit;

namespace Interactions.Tests.Comments;

public sealed class CommentJsonTests
{
    private static readonly Comment Usual = new(7, "c1", "ann", "Ann", 12_500, "hello", WrittenAtMs: 1_795_505_373_128);

    [Fact]
    public void A_mode_and_a_colour_that_are_the_default_ones_are_absent() => Assert.Equal(
        """{"offset":7,"id":"c1","author":"ann","name":"Ann","atMs":12500,"text":"hello","writtenAtMs":1795505373128}""",
        JsonSerializer.Serialize(Usual, TestEpisode.Json));

    [Theory]
    [InlineData(CommentMode.Scroll, 0xFFFFFF)]
    [InlineData(CommentMode.Scroll, 0)]
    [InlineData(CommentMode.Top, 0xFFFFFF)]
    [InlineData(CommentMode.Reverse, 0xFE0302)]
    public void What_is_absent_is_read_as_it_was_written(CommentMode mode, int color)
    {
        Comment comment = Usual with { Mode = mode, Color = color };
        Assert.Equal(comment, JsonSerializer.Deserialize<Comment>(JsonSerializer.Serialize(comment, TestEpisode.Json), TestEpisode.Json));
    }
}
