using Interactions.Episodes;
using Interactions.Silo.Journal;

namespace Interactions.Silo.Episodes;

/// <summary>An episode's state as its journal drives it: a batch is one entry, each of its operations takes one offset.</summary>
internal sealed class EpisodeLedger : IJournaled<EpisodeEntry, EpisodeOutcome[], EpisodeSnapshot>
{
    public EpisodeState State { get; private set; } = new();

    /// <summary>The instant of the last entry, Unix milliseconds: a clock that was set back does not take the episode back.</summary>
    public long LastAtMs { get; private set; }

    /// <summary>Set while somebody compares this state with its journal.</summary>
    public TallyTrace? Trace { get; set; }

    public int Count(EpisodeEntry entry) => entry.Operations.Length;

    // :: Like 4: what is durable is applied, in the journal's order.
    public EpisodeOutcome[] Apply(EpisodeEntry entry, long offset)
    {
        LastAtMs = entry.AtMs;
        EpisodeOutcome[] outcomes = new EpisodeOutcome[entry.Operations.Length];
        for (int i = 0; i < outcomes.Length; i++) { outcomes[i] = State.Apply(entry.Operations[i], offset + i, entry.AtMs); }
        if (Trace is { } trace)
        {
            long last = offset + outcomes.Length - 1;
            trace.Add(last, State.TallyAt(last, viewers: 0));
        }
        return outcomes;
    }

    public EpisodeSnapshot TakeSnapshot() => State.TakeSnapshot() with { AtMs = LastAtMs };

    public void Restore(EpisodeSnapshot snapshot)
    {
        LastAtMs = snapshot.AtMs;
        State = new EpisodeState();
        State.Restore(snapshot);
    }
}
