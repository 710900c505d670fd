using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>The key of rows that follow each other, kept beyond their batch. NULL equals NULL.</summary>
internal sealed class RunKey(SqlType[] types)
{
    private readonly ValueComparer[] _comparers = Array.ConvertAll(types, static type => ValueComparer.Create(type));
    private readonly ColumnVector[] _key = Array.ConvertAll(types, static type => ColumnVector.Create(type, 1));
    private bool _isKept;

    /// <summary>Forgets the key.</summary>
    public void Forget() => _isKept = false;

    /// <summary>Keeps the key of a row.</summary>
    public void Keep(ColumnVector[] keys, int row)
    {
        _isKept = true;
        for (var i = 0; i < _key.Length; i++)
        {
            _key[i].Clear();
            _key[i].CopyRow(keys[i], row, 0);
        }
    }

    /// <summary>Whether a row has the key.</summary>
    public bool IsEqual(ColumnVector[] keys, int row) => _isKept && AreEqual(keys, row, _key, 0);

    /// <summary>The place of the first of some rows, in order, that has the key of the last.</summary>
    public int StartOfLastRun(ColumnVector[] keys, ReadOnlySpan<int> rows)
    {
        var (low, high) = (0, rows.Length - 1);
        while (low < high)
        {
            var middle = (int)(((uint)low + (uint)high) >> 1);
            if (AreEqual(keys, rows[middle], keys, rows[^1]))
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }

    private bool AreEqual(ColumnVector[] left, int leftRow, ColumnVector[] right, int rightRow)
    {
        for (var i = 0; i < _comparers.Length; i++)
        {
            if (!_comparers[i].AreEqual(left[i], leftRow, right[i], rightRow))
                return false;
        }

        return true;
    }
}
