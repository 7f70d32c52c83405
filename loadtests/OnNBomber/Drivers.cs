using Interactions.LoadTests.OnNBomber;

namespace Interactions.LoadTests.Driver;

internal static partial class Drivers
{
    static partial void StartOther(
        string scenario, IReadOnlyList<Phase> phases, Func<Turn, Task> iterate, Statistics statistics, DirectoryInfo? reports, ref ILoadDriver? driver) =>
        driver = new HostedDriver(
            "NBomber", phases, iterate, statistics, TimeProvider.System, load => NBomberEngine.Run(scenario, phases, reports, load));
}
