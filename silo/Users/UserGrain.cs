using Interactions.Silo.Journal;
using Interactions.Users;
using Orleans.Concurrency;
using Orleans.Placement;

namespace Interactions.Silo.Users;

/// <summary>
/// A user's own record, with a journal of its own: what it has heard is durable before the teller forgets it. There are far more users than episodes,
/// and most are heard of once: an idle record leaves the memory after five minutes.
/// </summary>
[GrainType("user"), Reentrant, RandomPlacement, CollectionAgeLimit(Minutes = 5)]
internal sealed class UserGrain : Grain, IUserGrain
{
    private readonly Ledger _ledger = new();
    private readonly Journal<UserEntry, bool, UserState> _journal;

    public UserGrain(IGrainContext context, JournalFactory journals) => _journal = journals.Open(context.GrainId, _ledger);

    public override Task OnActivateAsync(CancellationToken cancellationToken) => this.Recover(_journal);

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => _journal.Leave();

    public Task Project(UserProjection projection) => this.Commit(_journal, new UserEntry(Heard: projection));

    public Task<UserRecord> Get() => Task.FromResult(_ledger.State.ToRecord());

    public Task Sanction(UserStanding standing) => this.Commit(_journal, new UserEntry(Standing: standing));

    public Task<UserSettings> GetSettings() => Task.FromResult(_ledger.State.Settings);

    public Task Configure(UserSettings settings) => this.Commit(_journal, new UserEntry(Settings: settings));

    private sealed class Ledger : IJournaled<UserEntry, bool, UserState>
    {
        public UserState State { get; private set; } = new();

        public int Count(UserEntry entry) => 1;

        public bool Apply(UserEntry entry, long offset)
        {
            State.Apply(entry);
            return true;
        }

        public UserState TakeSnapshot() => State;

        public void Restore(UserState snapshot) => State = snapshot;
    }
}
