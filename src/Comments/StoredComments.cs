namespace Interactions.Comments;

/// <summary>All comments of an episode by their index. Those of its checkpoint stay packed: few of them are ever looked at again, and fewer change.</summary>
internal sealed class StoredComments(PackedComments packed)
{
    private readonly Dictionary<int, StoredComment> _taken = [];
    private readonly List<StoredComment> _added = [];

    /// <summary>Those of the checkpoint, as they were then.</summary>
    public PackedComments Packed => packed;

    public int Count => packed.Count + _added.Count;

    /// <summary>A comment to look at. Whoever wants to change it has to <see cref="Take"/> it.</summary>
    public StoredComment this[int index] => index >= packed.Count ? _added[index - packed.Count]
        : _taken.TryGetValue(index, out StoredComment? taken) ? taken : packed.Read(index);

    /// <summary>A comment to change.</summary>
    public StoredComment Take(int index)
    {
        StoredComment comment = this[index];
        if (index < packed.Count) { _taken.TryAdd(index, comment); }
        return comment;
    }

    public void Add(StoredComment comment) => _added.Add(comment);

    /// <summary>Whether a comment has this id.</summary>
    /// <param name="utf8">The same id in UTF-8.</param>
    public bool IsNamed(int index, string id, ReadOnlySpan<byte> utf8) =>
        index >= packed.Count ? _added[index - packed.Count].Id == id : packed.IdOf(index).SequenceEqual(utf8);

    /// <summary>All of them, as a checkpoint keeps them.</summary>
    public byte[] Pack()
    {
        using CommentPacker packer = new(Count, packed.Length + ((_added.Count + 1) * CommentPacker.BytesUsual));
        for (int i = 0; i < packed.Count; i++)
        {
            if (_taken.TryGetValue(i, out StoredComment? taken)) { packer.Add(taken); }
            else { packer.Add(packed, i); }
        }
        foreach (StoredComment comment in _added) { packer.Add(comment); }
        return packer.ToArray();
    }
}
