using System.Net;
using Interactions.Silo.Cluster;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Xunit;

namespace Interactions.Tests.Cluster;

public sealed class ClusterOptionsTests
{
    [Fact]
    public void Without_options_a_process_is_everything() => Assert.Equal(ClusterMode.Local, Read().Mode);

    [Fact]
    public void A_cluster_needs_no_more_than_its_mode_and_a_Redis()
    {
        ClusterOptions options = Read(("Mode", "cluster"), ("ConnectionString", "localhost:6379"));
        Assert.Equal(("interactions", "127.0.0.1"), (options.ClusterId, options.Address));
        Assert.Equal(IPAddress.Loopback, options.ParsedAddress);
    }

    [Theory]
    [InlineData("ConnectionString", "")]
    [InlineData("ClusterId", "")]
    [InlineData("ServiceId", "")]
    [InlineData("SiloPort", "0")]
    [InlineData("GatewayPort", "65536")]
    [InlineData("SiloPort", "30000")]
    [InlineData("Address", "8.8.8.8")]
    [InlineData("Address", "0.0.0.0")]
    [InlineData("Address", "a.name")]
    [InlineData("ProbeTimeout", "00:00:00.050")]
    [InlineData("ResponseTimeout", "00:01:00")]
    public void A_wrong_option_is_named(string name, string value)
    {
        OptionsValidationException wrong = Assert.Throws<OptionsValidationException>(
            () => Read(("Mode", "Cluster"), ("ConnectionString", "localhost"), (name, value)));
        Assert.StartsWith($"Cluster:{name} ", Assert.Single(wrong.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void A_password_is_not_repeated_in_the_message()
    {
        OptionsValidationException wrong = Assert.Throws<OptionsValidationException>(
            () => Read(("Mode", "Cluster"), ("ConnectionString", "localhost,password=secret,nonsense=1")));
        Assert.DoesNotContain("secret", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_connection_string_without_a_cluster_is_a_mistake() =>
        Assert.Throws<OptionsValidationException>(() => Read(("ConnectionString", "localhost")));

    [Theory]
    [InlineData("10.1.2.3", true)]
    [InlineData("172.31.0.1", true)]
    [InlineData("172.32.0.1", false)]
    [InlineData("192.168.7.7", true)]
    [InlineData("::1", true)]
    [InlineData("fd00::1", true)]
    [InlineData("2001:db8::1", false)]
    [InlineData("::ffff:10.0.0.1", true)]
    [InlineData("203.0.113.9", false)]
    public void Private_is_what_the_internet_does_not_reach(string address, bool isPrivate) =>
        Assert.Equal(isPrivate, PrivateAddress.Is(IPAddress.Parse(address)));

    private static ClusterOptions Read(params (string Name, string Value)[] options)
    {
        ConfigurationManager configuration = new();
        foreach ((string name, string value) in options) { configuration[$"{ClusterOptions.Section}:{name}"] = value; }
        return ClusterOptions.From(configuration);
    }
}
