using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Interactions.Silo.Storage;

/// <summary>Where a record that has not moved yet lies.</summary>
/// <param name="Table">0 or 1, for <c>fresh0</c> and <c>fresh1</c>.</param>
/// <param name="Id">Its row.</param>
internal readonly record struct FreshPlace(int Table, long Id);

/// <summary>
/// Which records lie in the fresh tables; those tables have no index, this is it. One table takes new records while the other
/// one is emptied. Changed by the writer only; readers look things up at any time.
/// </summary>
/// <remarks>
/// A reader must never miss a committed record. So a place is added before the commit (whoever follows it too early finds
/// nothing, and looks in <c>record</c>), and removed after it.
/// </remarks>
internal sealed class FreshRecords(int tableRowsMax)
{
    private readonly ConcurrentDictionary<RecordKey, FreshPlace> _places = new();
    private readonly List<RecordKey> _added = [];
    private readonly HashSet<RecordKey> _removed = [];
    private List<RecordKey> _filling = [];
    private List<RecordKey> _moving = [];
    private int _moved;
    private int _movedBefore;
    private long _lastId;

    /// <summary>The table that takes new records.</summary>
    public int Filling { get; private set; }

    /// <summary>The table that is being emptied.</summary>
    public int Moving => 1 - Filling;

    /// <summary>Rows that are still to be moved.</summary>
    public int Behind => _moving.Count - _moved;

    /// <summary>Whether all rows of <see cref="Moving"/> have moved, but its table is not emptied yet.</summary>
    public bool IsMoved => _moving.Count > 0 && Behind == 0;

    /// <summary>Whether the table that takes new records is full and the other one is free.</summary>
    public bool MustSwap => _filling.Count >= tableRowsMax && _moving.Count == 0;

    /// <summary>For readers: where the record may lie.</summary>
    public bool TryFind(RecordKey key, out FreshPlace place) => _places.TryGetValue(key, out place);

    /// <summary>For the writer: where the record lies, in the eyes of the transaction under way.</summary>
    public bool TryLocate(RecordKey key, out FreshPlace place)
    {
        place = default;
        return !_removed.Contains(key) && _places.TryGetValue(key, out place);
    }

    /// <summary>Whether a new record may go here: not if its predecessor left in the same transaction, which readers still look for here.</summary>
    public bool Takes(RecordKey key) => !_removed.Contains(key);

    /// <returns>The row for a new record in <see cref="Filling"/>.</returns>
    public long Add(RecordKey key)
    {
        _places[key] = new FreshPlace(Filling, ++_lastId);
        _added.Add(key);
        return _lastId;
    }

    public void Remove(RecordKey key) => _removed.Add(key);

    /// <summary>The next row to move to <c>record</c>, if there is one left.</summary>
    public bool TryMove([NotNullWhen(true)] out long? id)
    {
        while (Behind > 0)
        {
            if (TryLocate(_moving[_moved++], out var place) && place.Table == Moving)
            {
                id = place.Id;
                return true;
            }
        }

        id = null;
        return false;
    }

    /// <summary>The transaction is durable.</summary>
    /// <param name="emptied">Whether it emptied <see cref="Moving"/>.</param>
    public void Commit(bool emptied)
    {
        foreach (var key in _removed)
        {
            _places.TryRemove(key, out _);
        }

        _filling.AddRange(_added);
        _movedBefore = _moved;
        Forget();
        if (emptied)
        {
            _moving.ForEach(key => Leave(key, Moving));
            (_moving, _moved, _movedBefore) = ([], 0, 0);
        }
    }

    /// <summary>The transaction had no effect.</summary>
    public void RollBack()
    {
        _added.ForEach(key => _places.TryRemove(key, out _));
        _moved = _movedBefore;
        Forget();
    }

    /// <summary>Turns the full table into the one that is emptied. The other one must be empty.</summary>
    public void Swap()
    {
        // Rows of one grain move together: that is what saves pages. Their order of arrival is kept.
        _moving = [.. _filling.OrderBy(key => key.Grain, StringComparer.Ordinal)];
        _filling = [];
        Filling = Moving;
    }

    private void Leave(RecordKey key, int table)
    {
        if (_places.TryGetValue(key, out var place) && place.Table == table)
        {
            _places.TryRemove(key, out _);
        }
    }

    private void Forget()
    {
        _added.Clear();
        _removed.Clear();
    }
}
