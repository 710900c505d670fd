using BTreeDb.Execution.Vectors;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// A view of a batch's counted rows without those that have a NULL in a key: these match nothing in a join.
/// </summary>
internal sealed class NullKeys
{
    private readonly Batch _view = new([]);
    private int[] _rows = new int[Batch.DefaultCapacity];

    /// <summary>Whether the last batch had a counted row with a NULL key.</summary>
    public bool AnyNull { get; private set; }

    /// <summary>The rows with whole keys; valid until the next call.</summary>
    public Batch WholeKeys(ColumnVector[] keys, Batch batch)
    {
        _view.RowCount = batch.RowCount;
        _view.Select(batch.Selection!, batch.SelectionCount);
        AnyNull = false;
        foreach (var key in keys)
            AnyNull |= key.Nulls.Any;
        if (AnyNull)
            Exclude(keys, batch);
        return _view;
    }

    private void Exclude(ColumnVector[] keys, Batch batch)
    {
        if (_rows.Length < batch.RowCount)
            _rows = new int[batch.RowCount];
        var count = 0;
        foreach (var row in RowList.Of(batch))
        {
            _rows[count] = row;
            if (!IsNullIn(keys, row))
                count++;
        }
        AnyNull = count < batch.Count;
        _view.Select(_rows, count);
    }

    private static bool IsNullIn(ColumnVector[] keys, int row)
    {
        foreach (var key in keys)
        {
            if (key.IsNull(row))
                return true;
        }
        return false;
    }
}
