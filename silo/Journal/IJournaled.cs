namespace Interactions.Silo.Journal;

/// <summary>
/// What a journal keeps: a deterministic state machine. Replay calls the same <see cref="Apply"/> as life, so it may
/// depend on nothing but the state and its arguments: no clock, no randomness, no calls.
/// </summary>
internal interface IJournaled<TEntry, TResult, TSnapshot>
{
    /// <summary>How many offsets an entry takes, at least 1. The same entry always takes the same number.</summary>
    int Count(TEntry entry);

    /// <summary>Applies an entry that is durable; its first operation has <paramref name="offset"/>. Must not throw.</summary>
    TResult Apply(TEntry entry, long offset);

    /// <summary>The whole state at this instant. The journal serializes it before anything else is applied.</summary>
    TSnapshot TakeSnapshot();

    /// <summary>Replaces the whole state. Can be called more than once, also after entries were applied.</summary>
    void Restore(TSnapshot snapshot);
}
