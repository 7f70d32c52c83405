namespace Interactions.Tests.Processes;

/// <summary>What is done to processes.</summary>
internal enum FaultKind
{
    KillSilo,
    KillGateway,
    KillBothSilos,
    KillSilosAndGateways,

    /// <summary>The storage as well: what its append-only file has kept is all that is left.</summary>
    KillEverything,
    PauseSilo,
    PauseGateway,

    /// <summary>The storage answers nothing for a while and goes on.</summary>
    PauseRedis,

    /// <summary>All silos and gateways, one after the other, by SIGTERM.</summary>
    Restart,
}

/// <param name="Victims">The processes, in the order in which they are hit.</param>
/// <param name="Before">How long the load runs undisturbed before it.</param>
/// <param name="For">How long a killed process stays away, or a paused one is paused.</param>
internal sealed record PlannedFault(FaultKind Kind, string[] Victims, TimeSpan Before, TimeSpan For)
{
    public bool Kills => Kind <= FaultKind.KillEverything;

    public bool Pauses => Kind is FaultKind.PauseSilo or FaultKind.PauseGateway or FaultKind.PauseRedis;
}

/// <summary>Which faults come when: the same for the same seed.</summary>
internal static class ChaosPlan
{
    /// <summary>Longer than a write may take and its outcome may stay unknown together.</summary>
    private static readonly TimeSpan StoragePause = TimeSpan.FromSeconds(30);

    private static readonly (FaultKind Kind, int Times)[] Mix =
    [
        (FaultKind.KillSilo, 5), (FaultKind.KillGateway, 3), (FaultKind.KillBothSilos, 2), (FaultKind.KillSilosAndGateways, 1),
        (FaultKind.KillEverything, 1), (FaultKind.PauseSilo, 1), (FaultKind.PauseGateway, 1), (FaultKind.PauseRedis, 1), (FaultKind.Restart, 1),
    ];

    /// <summary>One mix: 21 kills, three pauses, a restart of all four processes.</summary>
    /// <param name="pause">How long processes are paused.</param>
    /// <param name="only">The one kind of fault that comes, as often as the mix has faults; null for the mix.</param>
    public static PlannedFault[] Of(int seed, TimeSpan pause, FaultKind? only = null)
    {
        Random random = new(seed);
        FaultKind[] kinds = [.. Mix.SelectMany(kind => Enumerable.Repeat(only ?? kind.Kind, kind.Times))];
        random.Shuffle(kinds);
        return [.. kinds.Select(kind => new PlannedFault(
            kind, Victims(kind, random), TimeSpan.FromMilliseconds(500 + random.Next(1_500)), Away(kind, pause, random)))];
    }

    private static TimeSpan Away(FaultKind kind, TimeSpan pause, Random random) =>
        kind == FaultKind.PauseRedis && pause < StoragePause ? StoragePause
        : kind is FaultKind.PauseSilo or FaultKind.PauseGateway or FaultKind.PauseRedis ? pause : TimeSpan.FromMilliseconds(random.Next(1_500));

    private static string[] Victims(FaultKind kind, Random random) => kind switch
    {
        FaultKind.KillSilo or FaultKind.PauseSilo => [ClusterProcesses.Silos[random.Next(2)]],
        FaultKind.PauseRedis => ["redis"],
        FaultKind.KillGateway or FaultKind.PauseGateway => [ClusterProcesses.Gateways[random.Next(2)]],
        FaultKind.KillBothSilos => ClusterProcesses.Silos,
        FaultKind.KillSilosAndGateways or FaultKind.Restart => [.. ClusterProcesses.Silos, .. ClusterProcesses.Gateways],
        _ => ["redis", .. ClusterProcesses.Silos, .. ClusterProcesses.Gateways],
    };
}
