namespace Interactions.Users;

/// <summary>What was taken from a user: the tokens that were issued before a moment, one of their roles, or the <see cref="Voice"/> for a while.</summary>
/// <param name="Role">The role that is lost; null = the whole token.</param>
/// <param name="BeforeMs">Unix milliseconds: when it was decided. A token issued later is as good as ever.</param>
/// <param name="EndsMs">Unix milliseconds: by then every token it speaks of has expired, or the mute is over, and it is forgotten.</param>
[GenerateSerializer, Immutable, Alias("interactions.revocation.v1")]
public sealed record Revocation(
    [property: Id(0)] UserKey User, [property: Id(1)] string? Role, [property: Id(2)] long BeforeMs, [property: Id(3)] long EndsMs)
{
    /// <summary>In place of a role: the user is muted, whatever his token.</summary>
    public const string Voice = "voice";
}

/// <summary>All revocations that still matter.</summary>
/// <param name="Version">Grows with each change.</param>
[GenerateSerializer, Immutable, Alias("interactions.revocation-list.v1")]
public sealed record RevocationList([property: Id(0)] long Version, [property: Id(1)] Revocation[] Revocations);
