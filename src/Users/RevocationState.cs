namespace Interactions.Users;

/// <summary>The revocations that still matter. A pure value: time comes with what is applied.</summary>
public sealed class RevocationState
{
    /// <summary>Most revocations that are kept: about 5 MB. A role and a mute count as one each; each is forgotten when it has ended.</summary>
    public const int CountMax = 50_000;

    private readonly Dictionary<(UserKey User, string? Role), Revocation> _revocations = [];

    public long Version { get; private set; }

    /// <summary>False when too many are kept already; those that ended by <paramref name="nowMs"/> do not count.</summary>
    public bool HasRoomFor(int more, long nowMs) =>
        _revocations.Count + more <= CountMax || _revocations.Values.Count(kept => kept.EndsMs > nowMs) + more <= CountMax;

    public void Apply(Revocation[] revocations)
    {
        foreach (Revocation ended in _revocations.Values.Where(kept => kept.EndsMs <= revocations[0].BeforeMs).ToArray())
        {
            _revocations.Remove((ended.User, ended.Role));
        }
        foreach (Revocation revocation in revocations)
        {
            // One that was decided earlier and comes later takes nothing back; of two of one moment the last one holds.
            (UserKey, string?) key = (revocation.User, revocation.Role);
            if (!_revocations.TryGetValue(key, out Revocation? kept) || kept.BeforeMs <= revocation.BeforeMs) { _revocations[key] = revocation; }
        }
        Version++;
    }

    public RevocationList ToList() => new(Version, [.. _revocations.Values]);

    public void Restore(RevocationList list)
    {
        Version = list.Version;
        _revocations.Clear();
        foreach (Revocation revocation in list.Revocations) { _revocations[(revocation.User, revocation.Role)] = revocation; }
    }
}
