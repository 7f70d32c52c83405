using System.Runtime.ExceptionServices;

namespace Interactions.LoadTests.Driver;

/// <summary>The steps of one iteration, each inside what another engine puts around it.</summary>
/// <param name="around">Given a name and the step; may measure it, swallow what it throws, or not do it at all.</param>
/// <param name="record">Counts an outcome that nobody else counts.</param>
internal sealed class HostedSteps(Func<string, Func<Task<Verdict>>, Task> around, Action<string, Outcome> record)
{
    internal const string Skipped = "skipped by the engine";

    public bool AllOk { get; private set; } = true;

    /// <summary>Does a step, and says what became of it, whatever the engine makes of that.</summary>
    public async Task<Outcome> Do(string name, Func<Task<Outcome>> act)
    {
        Outcome? outcome = null;
        ExceptionDispatchInfo? thrown = null;
        await around(name, async () =>
        {
            try
            {
                Outcome done = await act();
                outcome = done;
                return done.Ok ? Verdict.Good : new Verdict(false, done.Reason!);
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                // An engine may keep it to itself, and the step would look as if it had gone well.
                thrown = ExceptionDispatchInfo.Capture(fault);
                return new Verdict(false, fault.GetType().Name, fault.Message);
            }
        });
        thrown?.Throw();
        if (outcome is null)
        {
            outcome = new Outcome(Skipped);
            record(name, outcome.Value);
        }
        AllOk &= outcome.Value.Ok;
        return outcome.Value;
    }
}
