namespace Interactions.LoadTests.Driver;

/// <summary>One iteration of a scenario: its number, and the clock that its steps are measured by.</summary>
/// <param name="number">From 0, each once.</param>
/// <param name="intendedAt">The timestamp at which it was meant to begin: its first step is measured from there.</param>
/// <param name="around">What another driver puts around a step; null for none.</param>
internal sealed class Turn(
    long number, long intendedAt, bool warmUp, Statistics statistics, TimeProvider clock,
    Func<string, Func<Task<Outcome>>, Task<Outcome>>? around = null)
{
    private long _from = -1;

    public long Number => number;

    public long IntendedAt { get; } = intendedAt;

    /// <summary>Does something and measures it.</summary>
    /// <param name="name">A short name from a closed list: a row of the report.</param>
    public Task<Outcome> Step(string name, Func<Task<Outcome>> act) => around is null ? Measured(name, act) : around(name, () => Measured(name, act));

    private async Task<Outcome> Measured(string name, Func<Task<Outcome>> act)
    {
        Outcome outcome = await act();
        statistics.Record(name, outcome, _from < 0 ? IntendedAt : _from, warmUp);
        // The next step could not begin before this one had ended.
        _from = clock.GetTimestamp();
        return outcome;
    }
}
