namespace Interactions.Comments;

/// <summary>
/// The one order in which comments appeared and disappeared: lists of (offset, index), ascending because offsets only grow. Entries stay when a
/// comment is retracted; readers look at the comment.
/// </summary>
internal sealed class CommentOrder
{
    private readonly List<(long Offset, int Index)> _shown = [];
    private readonly List<(long Offset, int Index)> _retracted = [];
    private readonly List<(long Offset, int Index)> _thanked = [];

    public void Show(long offset, int index) => _shown.Add((offset, index));

    public void Retract(long offset, int index) => _retracted.Add((offset, index));

    public void Thank(long offset, int index) => _thanked.Add((offset, index));

    public void ForgetShown(long offset, int index) => _shown.Remove((offset, index));

    public void ForgetRetracted(long offset, int index) => _retracted.Remove((offset, index));

    public IEnumerable<int> ShownAfter(long offset)
    {
        for (int i = FirstAfter(_shown, offset); i < _shown.Count; i++) { yield return _shown[i].Index; }
    }

    public IEnumerable<int> ShownBackwards()
    {
        for (int i = _shown.Count - 1; i >= 0; i--) { yield return _shown[i].Index; }
    }

    public IEnumerable<int> Retracted(long from, long to) => Between(_retracted, from, to);

    public IEnumerable<int> Thanked(long from, long to) => Between(_thanked, from, to);

    public void Restore(ReadOnlySpan<CommentMarks> marks)
    {
        _shown.EnsureCapacity(marks.Length);
        for (int i = 0; i < marks.Length; i++)
        {
            if (marks[i].Thanked > 0) { _thanked.Add((marks[i].Thanked, i)); }
            if (marks[i].HeldAgain > 0) { _retracted.Add((marks[i].HeldAgain, i)); }
            if (marks[i].Shown == 0) { continue; }
            _shown.Add((marks[i].Shown, i));
            if (marks[i].Retracted > 0) { _retracted.Add((marks[i].Retracted, i)); }
        }
        Sort(_shown);
        Sort(_retracted);
        Sort(_thanked);
    }

    /// <summary>Mostly they are in order already: only what was held, or came back, stands elsewhere than it was accepted.</summary>
    private static void Sort(List<(long Offset, int Index)> list)
    {
        for (int i = 1; i < list.Count; i++)
        {
            if (list[i].Offset >= list[i - 1].Offset) { continue; }
            list.Sort();
            return;
        }
    }

    private static IEnumerable<int> Between(List<(long Offset, int Index)> list, long from, long to)
    {
        for (int i = FirstAfter(list, from); i < list.Count && list[i].Offset <= to; i++) { yield return list[i].Index; }
    }

    private static int FirstAfter(List<(long Offset, int Index)> list, long offset)
    {
        int at = list.BinarySearch((offset, int.MaxValue));
        return at < 0 ? ~at : at + 1;
    }
}
