using System.Collections.Frozen;
using Interactions.Users;

namespace Interactions.Gateway.Access;

/// <summary>
/// This gateway's copy of the cluster's list of what was taken from users. It is asked from memory for every token, connection and comment, so nothing that
/// a viewer does costs a call; <see cref="SessionWatch"/> renews it.
/// </summary>
internal sealed class Revocations(IGrainFactory grains)
{
    private volatile FrozenDictionary<UserKey, Revocation[]> _byUser = FrozenDictionary<UserKey, Revocation[]>.Empty;
    private long _version = -1;

    public bool IsEmpty => _byUser.Count == 0;

    /// <summary>True when the user's tokens that were issued at <paramref name="issuedAtMs"/> are not believed any more.</summary>
    public bool IsRevoked(UserKey user, long issuedAtMs) => Has(user, null, issuedAtMs);

    /// <summary>True when such a token does not give <paramref name="role"/> any more.</summary>
    public bool IsLost(UserKey user, string role, long issuedAtMs) => Has(user, role, issuedAtMs);

    /// <summary>Until when a user may not comment, Unix milliseconds; 0 when he was not muted.</summary>
    public long MutedUntilMs(UserKey user) =>
        _byUser.TryGetValue(user, out Revocation[]? own) && Array.Find(own, revocation => revocation.Role == Revocation.Voice) is { } mute ? mute.EndsMs : 0;

    /// <summary>Asks whether there is something new, and takes it; answers whether there was.</summary>
    public async Task<bool> Renew()
    {
        RevocationList? list = await grains.GetGrain<IRevocationGrain>(IRevocationGrain.Key).List(Volatile.Read(ref _version));
        if (list is null) { return false; }
        _byUser = list.Revocations.GroupBy(revocation => revocation.User).ToFrozenDictionary(own => own.Key, own => own.ToArray());
        Volatile.Write(ref _version, list.Version);
        return true;
    }

    private bool Has(UserKey user, string? role, long issuedAtMs) =>
        _byUser.TryGetValue(user, out Revocation[]? own)
        && own.Any(revocation => revocation.Role == role && issuedAtMs < revocation.BeforeMs);
}
