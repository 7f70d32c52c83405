using Interactions.LoadTests;
using Xunit;

namespace Interactions.Tests.LoadTests;

/// <summary>What the command line answers when it is misused: a message and exit code 2, never a stack trace.</summary>
public sealed class CommandTests
{
    [Theory]
    [InlineData("like-storm")]
    [InlineData("like-storm", "--start", "--target", "http://127.0.0.1:1")]
    [InlineData("like-storm", "--target", "nowhere")]
    [InlineData("like-storm", "--target", "http://127.0.0.1:1")]
    [InlineData("like-storm", "--target", "http://127.0.0.1:1", "--profile", "none")]
    [InlineData("replay", "--target", "http://127.0.0.1:1")]
    [InlineData("replay", "--target", "http://127.0.0.1:1", "--file", "none.xml")]
    [InlineData("like-strom", "--start")]
    [InlineData("compare", "one.json")]
    [InlineData("compare", "one.json", "two.json")]
    public async Task What_cannot_begin_ends_with_2(params string[] arguments) => Assert.Equal(2, await Program.Main(arguments));

    [Fact]
    public async Task Scenarios_can_be_listed() => Assert.Equal(0, await Program.Main(["list"]));
}
