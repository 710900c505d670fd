using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>The column in whose order an input of a merge join comes. NULL is beyond all values.</summary>
internal sealed class MergeKey(int place, SqlType type, bool isDescending)
{
    private readonly ValueComparer _comparer = ValueComparer.Create(type);

    /// <summary>The column's place in batches.</summary>
    public int Place => place;

    /// <summary>The column's type.</summary>
    public SqlType Type => type;

    /// <summary>Which of two rows comes first: negative for the left one.</summary>
    public int Compare(ColumnVector left, int leftRow, ColumnVector right, int rightRow)
    {
        var order = _comparer.Compare(left, leftRow, right, rightRow);
        return isDescending ? -order : order;
    }

    /// <summary>
    /// The place of the first of some rows, from a place on, that comes behind a row of another vector, or that does not come
    /// before it; their number if there is none.
    /// </summary>
    public int Find(ColumnVector keys, ReadOnlySpan<int> rows, int from, ColumnVector other, int otherRow, bool orEqual)
    {
        var (low, high) = (from, rows.Length);
        while (low < high)
        {
            var middle = (int)(((uint)low + (uint)high) >> 1);
            var order = Compare(keys, rows[middle], other, otherRow);
            if (order > 0 || (orEqual && order == 0))
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }
}
