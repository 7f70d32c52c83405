using System.Text;

namespace Interactions.Comments;

/// <summary>Gathers the characters of a skeleton, each with the place it came from.</summary>
internal sealed class SkeletonBuilder(int capacity)
{
    private readonly StringBuilder _text = new(capacity);
    private readonly List<(int Start, int End)> origins = new(capacity);

    public string Text => _text.ToString();

    /// <summary>One origin for each UTF-16 unit of <see cref="Text"/>.</summary>
    public (int Start, int End)[] Origins => [.. origins];

    public void Append(Rune rune, (int Start, int End) origin)
    {
        Span<char> units = stackalloc char[2];
        int length = rune.EncodeToUtf16(units);
        _text.Append(units[..length]);
        for (int i = 0; i < length; i++)
        {
            origins.Add(origin);
        }
    }
}
