namespace Interactions.LoadTests.Scenarios;

/// <summary>All scenarios, in the order in which an ops team gets to know them.</summary>
internal static class Catalogue
{
    /// <summary>New ones each time: a scenario keeps what belongs to its run.</summary>
    public static IScenario[] All() =>
    [
        new LikeStorm(), new DanmakuBurst(), new WatchAlong(), new Premiere(), new ReconnectStorm(), new EveningPeak(), new Replay(),
        new CreatorDashboards(), new ModerationWave(), new SlowClients(), new Soak(),
    ];
}
