using Interactions.Gateway.Operations;

namespace Interactions.Gateway.Episodes;

/// <summary>What fits on a screen. Section <c>Display</c>.</summary>
internal sealed class DisplayOptions : ICheckedOptions
{
    public const string Section = "Display";

    /// <summary>
    /// Comments a second that a room's screens show; what is above is drawn by lot, and the pulse says how many were left out. Default 50: people read
    /// 10 to 30 a second. 0 = everything, at most 100,000.
    /// </summary>
    public int CommentsPerSecondMax { get; set; } = 50;

    public void Check(OptionChecks checks) => checks.Range(nameof(CommentsPerSecondMax), CommentsPerSecondMax, 0, 100_000);
}
