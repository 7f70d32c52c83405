using Interactions.Refusals;
using Orleans.Concurrency;

namespace Interactions.Users;

/// <summary>
/// Whose tokens are not believed any more, and who is muted: one short list for the cluster, so that a gateway learns all of it with one question
/// instead of one for each of its users. Each gateway asks every second.
/// </summary>
[Alias("interactions.revocations"), GrainInterfaceType("revocations")]
public interface IRevocationGrain : IGrainWithStringKey
{
    /// <summary>The key of the only one.</summary>
    public const string Key = "revocations";

    /// <summary>Adds revocations decided at one moment; durable when it answers. Adding them again changes nothing.</summary>
    /// <exception cref="BusyException">There are too many, or there is no storage.</exception>
    [AlwaysInterleave, Alias("revoke")]
    Task Revoke(Revocation[] revocations);

    /// <summary>The whole list, or null when the asker knows it: its version is still <paramref name="knownVersion"/>.</summary>
    [AlwaysInterleave, Alias("list")]
    Task<RevocationList?> List(long knownVersion);
}
