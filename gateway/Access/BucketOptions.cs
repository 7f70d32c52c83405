using System.Globalization;
using Interactions.Gateway.Operations;

namespace Interactions.Gateway.Access;

/// <summary>A token bucket: so many at once, then one more in each interval.</summary>
internal sealed class BucketOptions
{
    public BucketOptions()
    {
    }

    public BucketOptions(int burst, TimeSpan every) => (Burst, Every) = (burst, every);

    /// <summary>How many may come at once, 1 to 10,000.</summary>
    public int Burst { get; set; } = 1;

    /// <summary>How long until one more is allowed, 1 ms to 1 hour.</summary>
    public TimeSpan Every { get; set; } = TimeSpan.FromSeconds(1);

    public void Check(OptionChecks checks, string name) => checks
        .Range($"{name}:{nameof(Burst)}", Burst, 1, 10_000)
        .Range($"{name}:{nameof(Every)}", Every, TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Burst}, then one each {Every}");
}
