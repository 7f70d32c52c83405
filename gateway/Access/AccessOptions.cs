using Interactions.Gateway.Operations;

namespace Interactions.Gateway.Access;

/// <summary>From where browsers may call.</summary>
internal sealed class AccessOptions : ICheckedOptions
{
    public const string Section = "Access";

    /// <summary>
    /// Origins besides the gateway's own whose pages may open hubs and read REST, such as <c>https://app.example.com</c>; none by default. Exact: a wildcard would
    /// let any page of a shared domain act for its visitors.
    /// </summary>
    public IList<string> AllowedOrigins { get; } = [];

    public void Check(OptionChecks checks)
    {
        foreach (string origin in AllowedOrigins)
        {
            string rule = $"must be like https://app.example.com, without path or wildcard, not \"{origin}\"";
            checks.Require(Origin.TryParse(origin, out _), nameof(AllowedOrigins), rule);
        }
    }
}
