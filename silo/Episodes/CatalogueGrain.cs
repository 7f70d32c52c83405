using Interactions.Episodes;
using Interactions.Silo.Journal;
using Orleans.Concurrency;
using Orleans.Placement;

namespace Interactions.Silo.Episodes;

/// <summary>The list of all episodes, with a journal of its own.</summary>
[GrainType("catalogue"), Reentrant, RandomPlacement]
internal sealed class CatalogueGrain : Grain, ICatalogueGrain
{
    private readonly Ledger _ledger = new();
    private readonly Journal<CatalogueEntry, bool, CatalogueEntry[]> _journal;

    public CatalogueGrain(IGrainContext context, JournalFactory journals) => _journal = journals.Open(context.GrainId, _ledger);

    public override Task OnActivateAsync(CancellationToken cancellationToken) => this.Recover(_journal);

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => _journal.Leave();

    public Task Put(CatalogueEntry entry) => _ledger.State.Find(entry.EpisodeId) == entry ? Task.CompletedTask : this.Commit(_journal, entry);

    public Task<CatalogueEntry?> Find(EpisodeId id) => Task.FromResult(_ledger.State.Find(id.Value));

    public Task<CataloguePage> List(CatalogueQuery query) =>
        Task.FromResult(_ledger.State.List(query.AfterId, Math.Clamp(query.Limit, 1, CatalogueQuery.LimitMax)));

    public Task<bool> HasCreator(string creatorId) => Task.FromResult(_ledger.State.HasCreator(creatorId));

    private sealed class Ledger : IJournaled<CatalogueEntry, bool, CatalogueEntry[]>
    {
        public CatalogueState State { get; private set; } = new();

        public int Count(CatalogueEntry entry) => 1;

        public bool Apply(CatalogueEntry entry, long offset)
        {
            State.Put(entry);
            return true;
        }

        public CatalogueEntry[] TakeSnapshot() => State.TakeSnapshot();

        public void Restore(CatalogueEntry[] snapshot)
        {
            State = new CatalogueState();
            State.Restore(snapshot);
        }
    }
}
