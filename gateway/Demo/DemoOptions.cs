using Interactions.Gateway.Operations;

namespace Interactions.Gateway.Demo;

/// <summary>The demo: a series, a clip, an audience. Section <c>Demo</c>.</summary>
internal sealed class DemoOptions : ICheckedOptions
{
    public const string Section = "Demo";

    /// <summary>Default: true in Development, false elsewhere; true is refused outside Development, because the audience signs its own tokens.</summary>
    public bool? Enabled { get; set; }

    /// <summary>Simulated viewers, who come in through the real hub. Default 50, range 0 to 1,000.</summary>
    public int Audience { get; set; } = 50;

    public void Check(OptionChecks checks)
    {
        checks.Require(Enabled != true || checks.IsDevelopment, nameof(Enabled), "must not be true outside Development");
        checks.Range(nameof(Audience), Audience, 0, 1_000);
    }
}
