using Interactions.Refusals;
using Interactions.Silo.Journal;
using Interactions.Users;
using Orleans.Concurrency;
using Orleans.Placement;

namespace Interactions.Silo.Users;

/// <summary>The cluster's list of revoked tokens, with a journal of its own.</summary>
[GrainType("revocations"), Reentrant, RandomPlacement]
internal sealed class RevocationGrain : Grain, IRevocationGrain
{
    private readonly Ledger _ledger = new();
    private readonly Journal<Revocation[], bool, RevocationList> _journal;

    public RevocationGrain(IGrainContext context, JournalFactory journals) => _journal = journals.Open(context.GrainId, _ledger);

    public override Task OnActivateAsync(CancellationToken cancellationToken) => this.Recover(_journal);

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => _journal.Leave();

    public Task Revoke(Revocation[] revocations)
    {
        if (revocations.Length == 0) { return Task.CompletedTask; }
        return _ledger.State.HasRoomFor(revocations.Length, revocations[0].BeforeMs)
            ? this.Commit(_journal, revocations)
            : throw new BusyException("Too many tokens are revoked; the oldest are forgotten when they have expired.");
    }

    public Task<RevocationList?> List(long knownVersion) =>
        Task.FromResult(_ledger.State.Version == knownVersion ? null : _ledger.State.ToList());

    private sealed class Ledger : IJournaled<Revocation[], bool, RevocationList>
    {
        public RevocationState State { get; } = new();

        public int Count(Revocation[] entry) => entry.Length;

        public bool Apply(Revocation[] entry, long offset)
        {
            State.Apply(entry);
            return true;
        }

        public RevocationList TakeSnapshot() => State.ToList();

        public void Restore(RevocationList snapshot) => State.Restore(snapshot);
    }
}
