namespace Interactions.Comments;

/// <summary>
/// All comments of an episode by their index. All but the last are packed: few of those are ever looked at again, and fewer change. An object for each took
/// some 200 bytes more, and a checkpoint packed all of them while the episode stood still.
/// </summary>
/// <param name="packed">Those of the checkpoint, as they were then.</param>
internal sealed class StoredComments(PackedComments packed)
{
    /// <summary>So many are objects, and at least half as many: more than one pulse tells, and than a viewer who comes is shown.</summary>
    internal const int LooseMax = 1_024;

    private readonly Dictionary<int, StoredComment> _taken = [];
    private readonly List<StoredComment> _loose = [];

    public PackedComments Packed => packed;

    public int Count => packed.Count + _loose.Count;

    /// <summary>A comment to look at. Whoever wants to change it has to <see cref="Take"/> it.</summary>
    public StoredComment this[int index] => index >= packed.Count ? _loose[index - packed.Count]
        : _taken.TryGetValue(index, out StoredComment? taken) ? taken : packed.Read(index);

    /// <summary>A comment to change.</summary>
    public StoredComment Take(int index)
    {
        StoredComment comment = this[index];
        if (index < packed.Count) { _taken.TryAdd(index, comment); }
        return comment;
    }

    public void Add(StoredComment comment)
    {
        if (_loose.Count == LooseMax) { PackOldest(LooseMax / 2); }
        _loose.Add(comment);
    }

    /// <summary>Whether a comment has this id.</summary>
    /// <param name="utf8">The same id in UTF-8.</param>
    public bool IsNamed(int index, string id, ReadOnlySpan<byte> utf8) =>
        index >= packed.Count ? _loose[index - packed.Count].Id == id : packed.IdOf(index).SequenceEqual(utf8);

    /// <summary>All of them, as a checkpoint keeps them.</summary>
    public byte[] Pack()
    {
        CommentPacker packer = new(Count, packed.Length + ((_loose.Count + 1) * CommentPacker.BytesUsual));
        for (int i = 0; i < packed.Count; i++)
        {
            if (_taken.TryGetValue(i, out StoredComment? taken)) { packer.Add(taken); }
            else { packer.Add(packed, i); }
        }
        foreach (StoredComment comment in _loose) { packer.Add(comment); }
        return packer.ToArray();
    }

    private void PackOldest(int count)
    {
        for (int i = 0; i < count; i++) { packed.Add(_loose[i]); }
        _loose.RemoveRange(0, count);
    }
}
