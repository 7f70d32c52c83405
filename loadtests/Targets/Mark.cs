using System.Globalization;

namespace Interactions.LoadTests.Targets;

/// <summary>What is asked of a figure.</summary>
internal enum Goal
{
    /// <summary>Nothing: it is shown beside the other one.</summary>
    Shown,
    AtMost,
    AtLeast,

    /// <summary>The product's, divided by the other one.</summary>
    RatioAtMost,
    RatioAtLeast,
}

/// <summary>One figure of a target, and what it is measured by.</summary>
/// <param name="Other">The stock hub's in the same run, or what <paramref name="What"/> says; null when there is none.</param>
internal sealed record Mark(string What, string Unit, double? Other, double? Product, Goal Goal, double Limit = 0)
{
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    public double? Ratio => Product / Other;

    /// <summary>With its unit.</summary>
    public string Figure => Unit.Length > 0 ? $"{What}, {Unit}" : What;

    /// <summary>Null when nothing was asked, or nothing measured.</summary>
    public bool? IsReached => Goal switch
    {
        Goal.AtMost => Product <= Limit,
        Goal.AtLeast => Product >= Limit,
        Goal.RatioAtMost => Ratio <= Limit,
        Goal.RatioAtLeast => Ratio >= Limit,
        _ => null,
    };

    public string Asked => Goal switch
    {
        Goal.AtMost => $"≤ {Number(Limit)} {Unit}".Trim(),
        Goal.AtLeast => $"≥ {Number(Limit)} {Unit}".Trim(),
        Goal.RatioAtMost => string.Create(Plain, $"≤ {Limit:0.###} ×"),
        Goal.RatioAtLeast => string.Create(Plain, $"≥ {Limit:0.###} ×"),
        _ => "",
    };

    /// <summary>With three digits that matter.</summary>
    public static string Number(double? value) => value switch
    {
        null => "–",
        >= 100 => value.Value.ToString("N0", Plain),
        >= 10 => value.Value.ToString("0.0", Plain),
        _ => value.Value.ToString("0.00", Plain),
    };
}
