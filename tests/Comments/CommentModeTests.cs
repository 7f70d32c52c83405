using System.Text.Json;
using Interactions.Comments;
using Xunit;

namespace Interactions.Tests.Comments;

public sealed class CommentModeTests
{
    [Theory]
    [InlineData(CommentMode.Scroll, 1, "scroll")]
    [InlineData(CommentMode.Bottom, 4, "bottom")]
    [InlineData(CommentMode.Top, 5, "top")]
    [InlineData(CommentMode.Reverse, 6, "reverse")]
    public void A_mode_has_the_number_of_the_file_format_and_the_name_of_the_wire(CommentMode mode, int number, string name)
    {
        Assert.Equal(number, (int)mode);
        Assert.Equal(name, mode.ToWire());
        Assert.True(CommentModes.TryParse(name, out CommentMode parsed));
        Assert.Equal(mode, parsed);
        Assert.Equal($"\"{name}\"", JsonSerializer.Serialize(mode));
        Assert.Equal(mode, JsonSerializer.Deserialize<CommentMode>($"\"{name}\""));
    }

    [Theory]
    [InlineData("Scroll")]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("scroll,top")]
    public void Any_other_name_is_no_mode(string name)
    {
        Assert.False(CommentModes.TryParse(name, out _));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<CommentMode>($"\"{name}\""));
    }

    [Fact]
    public void A_number_on_the_wire_is_no_mode() => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<CommentMode>("1"));

    [Fact]
    public void Without_a_name_a_comment_scrolls()
    {
        Assert.True(CommentModes.TryParse(null, out CommentMode mode));
        Assert.Equal(CommentMode.Scroll, mode);
    }
}
