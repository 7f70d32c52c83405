namespace Interactions.Comments;

/// <summary>
/// One segment of a track. Adding appends; the order is made when somebody reads, by sorting what is new and merging it in, so that importing a
/// hundred thousand comments costs one sort and a live comment costs one merge.
/// </summary>
internal sealed class CommentTrackSegment
{
    // A key is (playback time, arrival), so no two are equal and any sort is a stable one.
    private ulong[] _keys = new ulong[8];
    private int[] _indices = new int[8];
    private int _count;
    private int _ordered;

    public ulong Version { get; private set; }

    public void Add(int index, int atMs, uint arrival)
    {
        if (_count == _keys.Length)
        {
            Array.Resize(ref _keys, _count * 2);
            Array.Resize(ref _indices, _count * 2);
        }
        _keys[_count] = ((ulong)(uint)atMs << 32) | arrival;
        _indices[_count] = index;
        // What arrives in order stays ordered without any work.
        bool follows = _ordered == _count && (_count == 0 || _keys[_count - 1] < _keys[_count]);
        _count++;
        _ordered = follows ? _count : _ordered;
        Version += Fingerprint(index, atMs);
    }

    public bool Remove(int index)
    {
        int at = _indices.AsSpan(0, _count).IndexOf(index);
        if (at < 0)
        {
            return false;
        }
        Version -= Fingerprint(index, (int)(_keys[at] >> 32));
        _count--;
        _ordered -= at < _ordered ? 1 : 0;
        _keys.AsSpan(at + 1, _count - at).CopyTo(_keys.AsSpan(at));
        _indices.AsSpan(at + 1, _count - at).CopyTo(_indices.AsSpan(at));
        return true;
    }

    public void Mark(int index, bool on)
    {
        ulong mark = Fingerprint(index, -1);
        Version = on ? Version + mark : Version - mark;
    }

    public ReadOnlySpan<int> Ordered()
    {
        if (_ordered < _count)
        {
            int added = _count - _ordered;
            Array.Sort(_keys, _indices, _ordered, added);
            MergeFromTheBack(_keys.AsSpan(_ordered, added).ToArray(), _indices.AsSpan(_ordered, added).ToArray());
            _ordered = _count;
        }
        return _indices.AsSpan(0, _count);
    }

    private void MergeFromTheBack(ulong[] addedKeys, int[] addedIndices)
    {
        int old = _ordered - 1;
        for (int added = addedKeys.Length - 1, to = _count - 1; added >= 0; to--)
        {
            if (old >= 0 && _keys[old] > addedKeys[added])
            {
                (_keys[to], _indices[to]) = (_keys[old], _indices[old]);
                old--;
            }
            else
            {
                (_keys[to], _indices[to]) = (addedKeys[added], addedIndices[added]);
                added--;
            }
        }
    }

    // A sum of mixed words does not depend on the order of adding, and taking a comment out undoes adding it.
    private static ulong Fingerprint(int index, int atMs) => SplitMix.Mix(((ulong)(uint)index << 32) | (uint)atMs);
}
