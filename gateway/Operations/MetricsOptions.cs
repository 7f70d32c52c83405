namespace Interactions.Gateway.Operations;

/// <summary>Who may read <c>/metrics</c>.</summary>
internal sealed class MetricsOptions : ICheckedOptions
{
    public const string Section = "Metrics";

    /// <summary>
    /// False (default): only this machine gets an answer, others 404, because figures about a service are not for its users. Set it to true where a
    /// scraper comes over the network and the listener is not public.
    /// </summary>
    public bool Public { get; set; }

    public void Check(OptionChecks checks)
    {
        // Both values are fine.
    }
}
