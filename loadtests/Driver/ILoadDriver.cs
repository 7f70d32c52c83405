namespace Interactions.LoadTests.Driver;

/// <summary>What begins iterations when the profile says so.</summary>
internal interface ILoadDriver : IDisposable
{
    string Name { get; }

    /// <summary>Nothing more begins; what is under way may still end.</summary>
    bool IsOver { get; }

    TimeSpan Remaining { get; }

    int UnderWay { get; }

    /// <summary>Why the load did not take place, or only in part; null when it did, or is under way.</summary>
    string? Failure => null;

    /// <summary>What rates are counted over, from a driver that takes time for itself before or after the load; null for all of its time.</summary>
    TimeSpan? Took => null;

    /// <summary>Begins what is due. Called on the wire's thread at least once a millisecond; a driver with threads of its own does nothing.</summary>
    void Tick();

    /// <summary>When it returns, no iteration begins any more that <see cref="UnderWay"/> has not counted.</summary>
    void Stop();
}

/// <summary>The driver of this build.</summary>
internal static partial class Drivers
{
    /// <param name="reports">Where a driver with reports of its own puts them; null for nowhere.</param>
    public static ILoadDriver Start(
        string scenario, IReadOnlyList<Phase> phases, Func<Turn, Task> iterate, Statistics statistics, DirectoryInfo? reports)
    {
        ILoadDriver? other = null;
        StartOther(scenario, phases, iterate, statistics, reports, ref other);
        return other ?? new LoadLoop(phases, iterate, statistics, TimeProvider.System);
    }

    /// <summary>Builds with <c>-p:NBomber=true</c> implement it.</summary>
    static partial void StartOther(
        string scenario, IReadOnlyList<Phase> phases, Func<Turn, Task> iterate, Statistics statistics, DirectoryInfo? reports, ref ILoadDriver? driver);
}
