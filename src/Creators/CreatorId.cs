using System.Diagnostics.CodeAnalysis;
using Interactions.Ids;

namespace Interactions.Creators;

/// <summary>Names a creator: a user who owns episodes. It is the user id (the token's <c>sub</c>) of that person.</summary>
[GenerateSerializer, Immutable, Alias("interactions.creator-id.v1")]
public readonly record struct CreatorId([property: Id(0)] string Value)
{
    /// <summary>True when <paramref name="text"/> is <c>[A-Za-z0-9_-]{1,64}</c>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out CreatorId id)
    {
        id = Identifier.IsValid(text) ? new CreatorId(text!) : default;
        return id.Value is not null;
    }

    public override string ToString() => Value;
}
