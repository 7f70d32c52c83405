using System.Text.Json;
using System.Text.Json.Serialization;

namespace Interactions.Comments;

/// <summary>
/// How a comment flies, in the words of W3C Bullet Chatting. The numbers are those of danmaku files; on the wire a mode is its lower-case name.
/// </summary>
[JsonConverter(typeof(CommentModeJsonConverter))]
public enum CommentMode : byte
{
    /// <summary>From right to left; the default.</summary>
    Scroll = 1,

    /// <summary>Still, at the bottom.</summary>
    Bottom = 4,

    /// <summary>Still, at the top.</summary>
    Top = 5,

    /// <summary>From left to right.</summary>
    Reverse = 6,
}

/// <summary>The wire names of the modes.</summary>
public static class CommentModes
{
    /// <summary>The name on the wire: <c>scroll</c>, <c>reverse</c>, <c>top</c> or <c>bottom</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the modes.</exception>
    public static string ToWire(this CommentMode mode) => mode switch
    {
        CommentMode.Scroll => "scroll",
        CommentMode.Bottom => "bottom",
        CommentMode.Top => "top",
        CommentMode.Reverse => "reverse",
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "Not a comment mode."),
    };

    /// <summary>Parses a wire name; exact, in lower case. A missing name is <see cref="CommentMode.Scroll"/>.</summary>
    public static bool TryParse(string? name, out CommentMode mode)
    {
        mode = name switch
        {
            null or "scroll" => CommentMode.Scroll,
            "bottom" => CommentMode.Bottom,
            "top" => CommentMode.Top,
            "reverse" => CommentMode.Reverse,
            _ => default,
        };
        return mode != default;
    }
}

/// <summary>Reads and writes a mode as its wire name.</summary>
public sealed class CommentModeJsonConverter : JsonConverter<CommentMode>
{
    /// <inheritdoc />
    public override CommentMode Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && CommentModes.TryParse(reader.GetString(), out CommentMode mode)
            ? mode
            : throw new JsonException("A comment mode is one of scroll, reverse, top, bottom.");

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, CommentMode value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToWire());
}
