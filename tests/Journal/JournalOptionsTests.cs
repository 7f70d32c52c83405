using Interactions.Silo.Journal;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace Interactions.Tests.Journal;

public sealed class JournalOptionsTests
{
    [Fact]
    public void The_defaults_are_valid() => Assert.True(new JournalOptionsValidator().Validate(null, new JournalOptions()).Succeeded);

    [Theory]
    [InlineData("WriteTimeout", "00:00:00", "Journal:WriteTimeout must be between 00:00:00.1000000 and 00:01:00, not 00:00:00.")]
    [InlineData("SettleTimeout", "01:00:00", "Journal:SettleTimeout must be between 00:00:00.1000000 and 00:05:00, not 01:00:00.")]
    [InlineData("EntriesWaitingMax", "0", "Journal:EntriesWaitingMax must be between 1 and 100000, not 0.")]
    [InlineData("BytesWaitingMax", "5", "Journal:BytesWaitingMax must be between 1048576 and 1073741824, not 5.")]
    [InlineData("ClaimsSparedFor", "00:00:30", "Journal:ClaimsSparedFor must be between 00:01:00 and 30.00:00:00, not 00:00:30.")]
    public void A_wrong_option_is_refused_with_its_name_and_range(string option, string value, string line)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { [$"{JournalOptions.Section}:{option}"] = value })
            .Build();
        var options = configuration.GetSection(JournalOptions.Section).Get<JournalOptions>()!;
        Assert.Equal([line], new JournalOptionsValidator().Validate(null, options).Failures);
    }
}
