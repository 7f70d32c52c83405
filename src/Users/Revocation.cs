namespace Interactions.Users;

/// <summary>A user's tokens that were issued before a moment are not believed any more, or not in one of their roles.</summary>
/// <param name="Role">The role that is lost; null = the whole token.</param>
/// <param name="BeforeMs">Unix milliseconds: a token issued later is as good as ever.</param>
/// <param name="EndsMs">Unix milliseconds: by then every token it speaks of has expired, and it is forgotten.</param>
[GenerateSerializer, Immutable, Alias("interactions.revocation.v1")]
public sealed record Revocation(
    [property: Id(0)] UserKey User, [property: Id(1)] string? Role, [property: Id(2)] long BeforeMs, [property: Id(3)] long EndsMs);

/// <summary>All revocations that still matter.</summary>
/// <param name="Version">Grows with each change.</param>
[GenerateSerializer, Immutable, Alias("interactions.revocation-list.v1")]
public sealed record RevocationList([property: Id(0)] long Version, [property: Id(1)] Revocation[] Revocations);
