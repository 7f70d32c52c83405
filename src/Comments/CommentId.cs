using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Interactions.Ids;

namespace Interactions.Comments;

/// <summary>
/// Names a comment within its episode. The author's client makes it; when another author of the same episode has taken the same id already,
/// the episode adds a dot and the offset (<c>abc.17</c>), which no client can make, so the name is unambiguous for everybody.
/// </summary>
[GenerateSerializer, Immutable, Alias("interactions.comment-id.v1")]
public readonly record struct CommentId([property: Id(0)] string Value)
{
    /// <summary>An id as clients make it: <c>[A-Za-z0-9_-]{1,64}</c>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out CommentId id)
    {
        id = Identifier.IsValid(text) ? new CommentId(text!) : default;
        return id.Value is not null;
    }

    /// <summary>An id as the episode shows it: a client's id, or one with a dot and an offset.</summary>
    public static bool TryParseShown([NotNullWhen(true)] string? text, out CommentId id)
    {
        id = default;
        if (text is null) { return false; }
        int dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0) { return TryParse(text, out id); }
        if (!Identifier.IsValid(text.AsSpan(0, dot))) { return false; }
        if (!long.TryParse(text.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _)) { return false; }
        id = new CommentId(text);
        return true;
    }

    /// <summary>The name of a comment whose own id was taken by another author.</summary>
    public CommentId At(long offset) => new(string.Create(CultureInfo.InvariantCulture, $"{Value}.{offset}"));

    public override string ToString() => Value;
}
