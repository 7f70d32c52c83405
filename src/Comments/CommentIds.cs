using System.Text;

namespace Interactions.Comments;

/// <summary>
/// Finds comments by id. It keeps hashes and looks at the ids themselves where these agree, so that packed comments stay packed. Hashes differ from
/// process to process: nobody can choose ids that meet.
/// </summary>
internal sealed class CommentIds(StoredComments comments)
{
    /// <summary>The product's own ids have at most 84 bytes; a longer one only costs an array.</summary>
    private const int UsualBytesMax = 256;

    private readonly Dictionary<int, int> _newest = new(comments.Count);

    /// <summary>By index: the next older comment whose id has the same hash, -1 for none.</summary>
    private readonly List<int> _older = new(comments.Count);

    /// <returns>The index, -1 when no comment has this id.</returns>
    public int Find(string id)
    {
        Span<byte> utf8 = id.Length * 3 <= UsualBytesMax ? stackalloc byte[UsualBytesMax] : new byte[id.Length * 3];
        utf8 = utf8[..Encoding.UTF8.GetBytes(id, utf8)];
        if (!_newest.TryGetValue(HashOf(utf8), out int index)) { return -1; }
        while (index >= 0 && !comments.IsNamed(index, id, utf8)) { index = _older[index]; }
        return index;
    }

    /// <summary>Takes in the id of the next comment.</summary>
    public void Add(ReadOnlySpan<byte> utf8)
    {
        int hash = HashOf(utf8);
        _older.Add(_newest.TryGetValue(hash, out int older) ? older : -1);
        _newest[hash] = _older.Count - 1;
    }

    public void Add(string id) => Add(Encoding.UTF8.GetBytes(id));

    private static int HashOf(ReadOnlySpan<byte> id)
    {
        HashCode hash = new();
        hash.AddBytes(id);
        return hash.ToHashCode();
    }
}
