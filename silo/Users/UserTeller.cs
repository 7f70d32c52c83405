using Interactions.Refusals;
using Interactions.Users;

namespace Interactions.Silo.Users;

/// <summary>
/// Tells users' records the facts that concern them: grouped by user, in order, again after a failure or crash until each has heard. Users know by the
/// offsets what they have heard already.
/// </summary>
internal sealed class UserTeller(IGrainFactory grains, TellerWaker waker, string source, string sourceId)
{
    /// <summary>Most users told at the same time: a storm of likes must not flood the silo.</summary>
    private const int UsersAtOnceMax = 64;

    public const string Episodes = "episode";
    public const string Creators = "creator";

    private readonly UserGrains _users = new(grains);
    private readonly ITellerRosterGrain _roster = grains.GetGrain<ITellerRosterGrain>(ITellerRosterGrain.Key);
    private readonly Teller _teller = new(source, sourceId);
    private Task? _enlisted;
    private bool _telling;

    /// <summary>
    /// Lists this teller, once, so that after a crash somebody touches it and its users hear. To be awaited before anything is acknowledged; whoever
    /// asks after a failure tries again.
    /// </summary>
    public Task Enlist()
    {
        if (_enlisted is null or { IsFaulted: true } or { IsCanceled: true }) { _enlisted = _roster.Enlist(_teller); }
        return _enlisted;
    }

    /// <summary>
    /// Leaves the list when nobody has needed this activation for hours and it owes nothing. One that ends for another reason stays: it may be stale. One
    /// that has lost its journal may owe what it does not know of, so somebody has to touch its successor.
    /// </summary>
    public async Task Leave(UntoldFacts untold, DeactivationReason reason, bool journalLost)
    {
        if (journalLost) { waker.Ask(); }
        if (untold.Count > 0 || reason.ReasonCode != DeactivationReasonCode.ActivationIdle) { return; }
        try { await _roster.Leave(_teller); }
        catch (Exception fault) when (fault is BusyException or TimeoutException or OrleansException)
        {
            // It stays listed, and is touched once more than needed.
        }
    }

    /// <summary>
    /// Tells what waits now; what comes meanwhile waits for the next call, which gathers more of it. A call that finds another under way leaves the work
    /// to it.
    /// </summary>
    public async Task Tell(UntoldFacts untold, string epoch)
    {
        if (_telling) { return; }
        _telling = true;
        try
        {
            foreach (UserKey[] some in untold.Users.Chunk(UsersAtOnceMax))
            {
                UserFact[][] facts = Array.ConvertAll(some, untold.Of);
                await Task.WhenAll(facts.Select(own => _users[own[0].User].Project(new UserProjection(source, sourceId, epoch, own))));
                foreach (UserFact[] own in facts) { untold.Told(own[0].User, own[^1].Offset); }
            }
        }
        finally { _telling = false; }
    }
}
