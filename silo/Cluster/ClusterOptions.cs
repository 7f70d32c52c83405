using System.Net;
using Interactions.Silo.Operations;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Interactions.Silo.Cluster;

/// <summary>How processes find each other. Section <c>Cluster</c>; all processes of a cluster get the same, but for ports and address.</summary>
public sealed class ClusterOptions
{
    public const string Section = "Cluster";

    private static readonly TimeSpan ProbeTimeoutMin = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ResponseTimeoutMin = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan TimeoutMax = TimeSpan.FromSeconds(30);

    /// <summary>Default <see cref="ClusterMode.Local"/>: one process is everything.</summary>
    public ClusterMode Mode { get; set; } = ClusterMode.Local;

    /// <summary>The Redis in which silos register. No default: needed in a cluster, refused in <see cref="ClusterMode.Local"/>.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>Processes with the same name meet. It is no secret. Default <c>interactions</c>.</summary>
    public string ClusterId { get; set; } = "interactions";

    /// <summary>Names the product's state in storages that keep several services. Changing it would orphan what is stored. Default <c>interactions</c>.</summary>
    public string ServiceId { get; set; } = "interactions";

    /// <summary>Where a silo hears other silos. Default 11111, range 1 to 65,535. Fixed: a silo that returns to its port is known at once.</summary>
    public int SiloPort { get; set; } = 11111;

    /// <summary>Where a silo hears gateways. Default 30000, range 1 to 65,535.</summary>
    public int GatewayPort { get; set; } = 30000;

    /// <summary>Under which others reach a silo: loopback or private. Default 127.0.0.1: Orleans' ports know no passwords.</summary>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>
    /// How long a silo waits for another's sign of life; three missing ones mean suspicion. Default 500 ms, range 100 ms to 30 s. One that hangs is
    /// noticed after six without any message from it; one that was killed at once, by its port.
    /// </summary>
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// How long a call waits before its outcome counts as unknown and it is repeated. Default 2 s, range 200 ms to 30 s: this is what calls wait that are
    /// under way to a silo that hangs.
    /// </summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Whether this silo runs in a pod and watches those of the others. Default false; only in a build with <c>-p:KubernetesHosting=true</c>. It needs the
    /// environment and the role of <c>deploy/kubernetes.yaml</c>.
    /// </summary>
    public bool Kubernetes { get; set; }

    internal IPAddress ParsedAddress => IPAddress.Parse(Address);

    /// <summary>Reads and checks the section.</summary>
    /// <exception cref="OptionsValidationException">An option is wrong; the message names it and what it may be.</exception>
    public static ClusterOptions From(IConfiguration configuration)
    {
        ClusterOptions options = new();
        configuration.GetSection(Section).Bind(options);
        IEnumerable<string> unknown = OptionNames.FindUnknown(configuration.GetSection(Section), typeof(ClusterOptions));
        string[] faults = [.. unknown, .. options.Faults().Select(fault => $"{Section}:{fault}.")];
        return faults.Length == 0 ? options : throw new OptionsValidationException(Section, typeof(ClusterOptions), faults);
    }

    /// <summary>The parsed connection string. Keeps trying while Redis is away.</summary>
    public ConfigurationOptions ToRedis() => ConfigurationOptions.Parse(ConnectionString);

    private IEnumerable<string> Faults()
    {
        if (Mode == ClusterMode.Local && ConnectionString.Length > 0) { yield return $"ConnectionString is set, but {Section}:Mode is Local: is Cluster meant"; }
        if (Mode == ClusterMode.Cluster && !IsRedis()) { yield return "ConnectionString must be a Redis configuration such as 'localhost:6379,password=…'"; }
        if (ClusterId.Length is 0 or > 64) { yield return "ClusterId must have 1 to 64 characters"; }
        if (ServiceId.Length is 0 or > 64) { yield return "ServiceId must have 1 to 64 characters"; }
        if (SiloPort is < 1 or > 65_535) { yield return $"SiloPort must be from 1 to 65535, not {SiloPort}"; }
        if (GatewayPort is < 1 or > 65_535) { yield return $"GatewayPort must be from 1 to 65535, not {GatewayPort}"; }
        if (SiloPort == GatewayPort) { yield return $"SiloPort and {Section}:GatewayPort must differ"; }
        if (!IPAddress.TryParse(Address, out IPAddress? address) || !PrivateAddress.Is(address))
        {
            yield return "Address must be a loopback or private address, because Orleans' ports know no passwords";
        }
        if (Kubernetes && !KubernetesHosting.IsInBuild) { yield return "Kubernetes is not in this build: build it with -p:KubernetesHosting=true"; }
        if (Kubernetes && Mode == ClusterMode.Local) { yield return $"Kubernetes is true, but {Section}:Mode is Local: is Cluster meant"; }
        if (ProbeTimeout < ProbeTimeoutMin || ProbeTimeout > TimeoutMax) { yield return $"ProbeTimeout must be from {ProbeTimeoutMin} to {TimeoutMax}"; }
        if (ResponseTimeout < ResponseTimeoutMin || ResponseTimeout > TimeoutMax)
        {
            yield return $"ResponseTimeout must be from {ResponseTimeoutMin} to {TimeoutMax}";
        }
    }

    private bool IsRedis()
    {
        try
        {
            return ConfigurationOptions.Parse(ConnectionString).EndPoints.Count > 0;
        }
        catch (ArgumentException)
        {
            // Said without the text, which may hold a password.
            return false;
        }
    }
}

/// <summary>Whether a process is everything or one of several.</summary>
public enum ClusterMode
{
    /// <summary>A gateway with a silo inside, or a silo alone. Reachable from this machine only.</summary>
    Local,

    /// <summary>Silos that register in Redis, and gateways that find them there and hold none.</summary>
    Cluster,
}
