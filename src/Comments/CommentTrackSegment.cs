namespace Interactions.Comments;

/// <summary>
/// One segment of a track. Adding appends; the order is made when somebody reads, by sorting what is new and merging it in, so that importing a
/// hundred thousand comments costs one sort and a live comment costs one merge.
/// </summary>
internal sealed class CommentTrackSegment
{
    // A key is (playback time, arrival), so no two are equal and any sort is a stable one.
    private ulong[] keys = new ulong[8];
    private int[] indices = new int[8];
    private int count;
    private int ordered;

    public ulong Version { get; private set; }

    public void Add(int index, int atMs, uint arrival)
    {
        if (count == keys.Length)
        {
            Array.Resize(ref keys, count * 2);
            Array.Resize(ref indices, count * 2);
        }
        keys[count] = ((ulong)(uint)atMs << 32) | arrival;
        indices[count] = index;
        // What arrives in order stays ordered without any work.
        bool follows = ordered == count && (count == 0 || keys[count - 1] < keys[count]);
        count++;
        ordered = follows ? count : ordered;
        Version += Fingerprint(index, atMs);
    }

    public bool Remove(int index)
    {
        int at = indices.AsSpan(0, count).IndexOf(index);
        if (at < 0)
        {
            return false;
        }
        Version -= Fingerprint(index, (int)(keys[at] >> 32));
        count--;
        ordered -= at < ordered ? 1 : 0;
        keys.AsSpan(at + 1, count - at).CopyTo(keys.AsSpan(at));
        indices.AsSpan(at + 1, count - at).CopyTo(indices.AsSpan(at));
        return true;
    }

    public ReadOnlySpan<int> Ordered()
    {
        if (ordered < count)
        {
            int added = count - ordered;
            Array.Sort(keys, indices, ordered, added);
            MergeFromTheBack(keys.AsSpan(ordered, added).ToArray(), indices.AsSpan(ordered, added).ToArray());
            ordered = count;
        }
        return indices.AsSpan(0, count);
    }

    private void MergeFromTheBack(ulong[] addedKeys, int[] addedIndices)
    {
        int old = ordered - 1;
        for (int added = addedKeys.Length - 1, to = count - 1; added >= 0; to--)
        {
            if (old >= 0 && keys[old] > addedKeys[added])
            {
                (keys[to], indices[to]) = (keys[old], indices[old]);
                old--;
            }
            else
            {
                (keys[to], indices[to]) = (addedKeys[added], addedIndices[added]);
                added--;
            }
        }
    }

    // A sum of mixed words does not depend on the order of adding, and taking a comment out undoes adding it.
    private static ulong Fingerprint(int index, int atMs) => SplitMix.Mix(((ulong)(uint)index << 32) | (uint)atMs);
}
