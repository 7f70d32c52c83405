using Xunit;

namespace Interactions.Tests.Browser;

/// <summary>The viewer's page when more is said than anybody can read.</summary>
public sealed class CrowdTests(CrowdTests.Gateway gateway, ITestOutputHelper output) : IClassFixture<CrowdTests.Gateway>
{
    [Fact]
    public Task What_a_crowd_says_flies_or_is_counted_as_merged_or_left_out() => PageCheck.Run(gateway, "crowdIsCounted");

    /// <summary>Prints frames a second, and how soon the first comment flies after the page was opened.</summary>
    [Fact(Explicit = true)]
    public async Task Sixty_comments_a_second_are_drawn_smoothly_and_the_first_one_soon()
    {
        output.WriteLine(await PageCheck.Run(gateway, "measureFrames"));
        output.WriteLine(await PageCheck.Run(gateway, "measureFirstBullet"));
    }

    /// <summary>One connection may say all that the crowd says.</summary>
    public sealed class Gateway : RunningGateway
    {
        protected override string[] Options => ["--Limits:Enforced", "false", "--Display:CommentsPerSecondMax", "100"];
    }
}
