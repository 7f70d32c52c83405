namespace Interactions.Silo.Operations;

/// <summary>Orleans' own dashboard. Section <c>Dashboard</c>.</summary>
public sealed class DashboardOptions
{
    public const string Section = "Dashboard";

    /// <summary>
    /// Whether it is there. Default false: it times every call of every grain, which costs even while nobody looks. All silos and gateways of a cluster
    /// need the same value.
    /// </summary>
    public bool Enabled { get; set; }

    public static DashboardOptions From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return configuration.GetSection(Section).Get<DashboardOptions>() ?? new DashboardOptions();
    }
}
