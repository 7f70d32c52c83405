using Interactions.Silo.Journal;
using Interactions.Users;
using Orleans.Concurrency;
using Orleans.Placement;

namespace Interactions.Silo.Users;

/// <summary>One entry of the roster's journal.</summary>
[GenerateSerializer, Immutable, Alias("interactions.teller-roster-entry.v1")]
internal sealed record TellerRosterEntry([property: Id(0)] Teller Teller, [property: Id(1)] bool Listed);

/// <summary>The roster, with a journal of its own.</summary>
[GrainType("teller-roster"), Reentrant, RandomPlacement]
internal sealed class TellerRosterGrain : Grain, ITellerRosterGrain
{
    private readonly Ledger _ledger = new();
    private readonly Journal<TellerRosterEntry, bool, Teller[]> _journal;
    private int _underWay;

    public TellerRosterGrain(IGrainContext context, JournalFactory journals) => _journal = journals.Open(context.GrainId, _ledger);

    public override Task OnActivateAsync(CancellationToken cancellationToken) => this.Recover(_journal);

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => _journal.Leave();

    public Task Enlist(Teller teller) => Put(teller, listed: true);

    public Task Leave(Teller teller) => Put(teller, listed: false);

    public Task<Teller[]> List() => Task.FromResult(_ledger.TakeSnapshot());

    private async Task Put(Teller teller, bool listed)
    {
        // While others are written the list is not yet what it will be: a leave that its caller gave up would undo an enlisting that did nothing.
        if (_underWay == 0 && _ledger.Tellers.Contains(teller) == listed) { return; }
        _underWay++;
        try
        {
            await this.Commit(_journal, new TellerRosterEntry(teller, listed));
        }
        finally { _underWay--; }
    }

    private sealed class Ledger : IJournaled<TellerRosterEntry, bool, Teller[]>
    {
        public HashSet<Teller> Tellers { get; private set; } = [];

        public int Count(TellerRosterEntry entry) => 1;

        public bool Apply(TellerRosterEntry entry, long offset) => entry.Listed ? Tellers.Add(entry.Teller) : Tellers.Remove(entry.Teller);

        public Teller[] TakeSnapshot() => [.. Tellers];

        public void Restore(Teller[] snapshot) => Tellers = [.. snapshot];
    }
}
