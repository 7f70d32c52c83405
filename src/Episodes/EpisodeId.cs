using System.Diagnostics.CodeAnalysis;
using Interactions.Ids;

namespace Interactions.Episodes;

/// <summary>Names an episode: the unit that is watched. The key of its grain.</summary>
[GenerateSerializer, Immutable, Alias("interactions.episode-id.v1")]
public readonly record struct EpisodeId([property: Id(0)] string Value)
{
    /// <summary>True when <paramref name="text"/> is <c>[A-Za-z0-9_-]{1,64}</c>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out EpisodeId id)
    {
        id = Identifier.IsValid(text) ? new EpisodeId(text!) : default;
        return id.Value is not null;
    }

    public override string ToString() => Value;
}
