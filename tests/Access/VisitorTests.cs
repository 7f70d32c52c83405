using System.Security.Claims;
using Interactions.Gateway.Access;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Interactions.Tests.Access;

public sealed class VisitorTests
{
    [Theory]
    [InlineData("Ann", "Ann")]
    [InlineData("  Ann \t\r\n Lee ", "Ann Lee")]
    [InlineData("A\u202enn\u0000\u200b", "Ann")]
    [InlineData("e\u0301", "\u00e9")]
    [InlineData("\ud800", "viewer-x")]
    [InlineData("\u200d\u2066", "viewer-x")]
    [InlineData("", "viewer-x")]
    [InlineData(null, "viewer-x")]
    [InlineData("弹幕观众", "弹幕观众")]
    public void A_name_is_cleaned(string? claimed, string shown) => Assert.Equal(shown, DisplayName.Clean(claimed, "viewer-x"));

    [Fact]
    public void A_long_name_is_cut_between_clusters()
    {
        Assert.Equal(new string('a', 31), DisplayName.Clean(new string('a', 31) + "😀😀", "x"));
        Assert.Equal(32, DisplayName.Clean(new string('a', 1_000_000), "x").Length);
    }

    [Fact]
    public void A_users_key_depends_on_the_secret_and_on_nothing_else()
    {
        UserKeys keys = new(new byte[32]);
        Assert.Equal(keys.Of("ann"), new UserKeys(new byte[32]).Of("ann"));
        Assert.NotEqual(keys.Of("ann"), keys.Of("bob"));
        Assert.NotEqual(keys.Of("ann"), new UserKeys([.. Enumerable.Repeat((byte)1, 32)]).Of("ann"));
        Assert.Equal("b80f9864b2ed09614cbb936d04c1b812", keys.Of("ann").ToString());
    }

    [Fact]
    public void Roles_come_from_the_token_and_unknown_ones_mean_nothing()
    {
        ClaimsIdentity identity = new(
            [new(Claims.Subject, "ann"), new(Claims.Roles, Roles.Creator), new(Claims.Roles, "root")], "test", Claims.Subject, Claims.Roles);
        Visitor visitor = new Visitors(new UserKeys(new byte[32])).Of(new DefaultHttpContext { User = new ClaimsPrincipal(identity) });
        Assert.True(visitor.IsKnown);
        Assert.True(visitor.IsCreator);
        Assert.False(visitor.IsModerator || visitor.IsOps);
        Assert.Equal("viewer-" + visitor.Author[..4], visitor.Name);
        Assert.Equal(11, visitor.Author.Length);
    }

    [Fact]
    public void Without_a_token_a_visitor_is_nobody()
    {
        Visitor visitor = new Visitors(new UserKeys(new byte[32])).Of(new DefaultHttpContext());
        Assert.False(visitor.IsKnown || visitor.IsCreator || visitor.IsModerator || visitor.IsOps);
        Assert.Equal(Interactions.Users.UserKey.None, visitor.Key);
    }
}
