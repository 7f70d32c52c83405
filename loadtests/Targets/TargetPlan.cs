using Interactions.LoadTests.Comments;
using Interactions.LoadTests.Reports;
using Interactions.LoadTests.Servers;

namespace Interactions.LoadTests.Targets;

/// <summary>Which targets are measured, and for how long.</summary>
/// <param name="WarmUp">Load once for each server, until the runtime has compiled the hot methods for good.</param>
/// <param name="Only">Numbers; none means all.</param>
internal sealed record TargetPlan(string Gateway, TimeSpan WarmUp, TimeSpan Duration, IReadOnlyCollection<int> Only)
{
    /// <summary>The window that people choose who send arrays from a stock hub.</summary>
    public const int GatherMs = 100;

    /// <summary>Load before each measurement on a server that is warm: at another rate other methods are hot, and are compiled beside it for seconds.</summary>
    public TimeSpan Settle { get; } = TimeSpan.FromSeconds(Math.Min(10, WarmUp.TotalSeconds));

    public bool Wants(params int[] targets) => Only.Count == 0 || targets.Any(Only.Contains);

    public static void Say(string line) => Console.Error.WriteLine(line);

    /// <summary>Measures one rate after the other on one audience.</summary>
    /// <param name="steps">A target's number, its rate, and the least time it needs.</param>
    public async Task<Dictionary<int, CommentsReport>> Measure(Audience audience, IEnumerable<(int Target, int Rate, int SecondsMin)> steps)
    {
        Dictionary<int, CommentsReport> reports = [];
        foreach ((int target, int rate, int secondsMin) in steps.Where(step => Wants(step.Target)))
        {
            TimeSpan duration = TimeSpan.FromSeconds(Math.Max(Duration.TotalSeconds, secondsMin));
            reports[target] = await audience.Measure(rate, Settle, duration);
            foreach (string line in reports[target].Lines()) { Say(line); }
        }
        return reports;
    }

    /// <summary>A small audience comes and goes, so that what follows is not the first of its kind.</summary>
    public async Task Warm(Side side)
    {
        using Audience few = await side.Seat(viewers: 100, rate: 100);
        await few.Measure(100, TimeSpan.Zero, WarmUp);
    }
}
