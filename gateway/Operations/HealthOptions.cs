namespace Interactions.Gateway.Operations;

/// <summary>Who may ask <c>/healthz</c>.</summary>
internal sealed class HealthOptions : ICheckedOptions
{
    public const string Section = "Health";

    /// <summary>
    /// False (default): loopback and private addresses get an answer, others 404, because those who restart processes and balance load live beside them.
    /// Set it to true where a load balancer asks from public addresses.
    /// </summary>
    public bool Public { get; set; }

    public void Check(OptionChecks checks)
    {
        // Both values are fine.
    }
}
