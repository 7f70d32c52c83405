using Interactions.Watching;
using Xunit;

namespace Interactions.Tests.Watching;

public sealed class AudienceTests
{
    private static readonly TimeSpan Start = TimeSpan.FromHours(1);
    private readonly Audience _audience = new();

    [Fact]
    public void Viewers_of_all_gateways_add_up_and_a_renewal_replaces()
    {
        _audience.Renew("a", 5, Start + TimeSpan.FromSeconds(7));
        _audience.Renew("b", 3, Start + TimeSpan.FromSeconds(7));
        _audience.Renew("a", 6, Start + TimeSpan.FromSeconds(9));
        Assert.Equal(9, _audience.Count(Start));
        Assert.Equal(9, _audience.Count(Start + TimeSpan.FromSeconds(6.999)));
        Assert.Equal(6, _audience.Count(Start + TimeSpan.FromSeconds(7)));
        Assert.Equal(0, _audience.Count(Start + TimeSpan.FromSeconds(9)));
    }

    [Fact]
    public void No_viewers_end_a_lease_at_once()
    {
        _audience.Renew("a", 5, Start + TimeSpan.FromSeconds(7));
        _audience.Renew("a", 0, Start + TimeSpan.FromSeconds(7));
        Assert.Equal(0, _audience.Count(Start));
    }
}
