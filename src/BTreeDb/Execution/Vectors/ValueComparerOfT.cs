using System.Runtime.CompilerServices;
using BTreeDb.Types;

namespace BTreeDb.Execution.Vectors;

/// <summary>The comparer for values of <typeparamref name="T"/> in the order that <typeparamref name="TOrder"/> gives.</summary>
internal sealed class ValueComparer<T, TOrder> : ValueComparer
    where T : struct
    where TOrder : struct, IValueOrder<T>
{
    public override bool AreEqual(ColumnVector left, int leftRow, ColumnVector right, int rightRow)
    {
        var l = left.IndexOf(leftRow);
        var r = right.IndexOf(rightRow);
        var isNull = left.Nulls[l];
        if (isNull || right.Nulls[r])
            return isNull == right.Nulls[r];
        return TOrder.AreEqual(((ColumnVector<T>)left).Values[l], ((ColumnVector<T>)right).Values[r]);
    }

    public override int Compare(ColumnVector left, int leftRow, ColumnVector right, int rightRow)
    {
        var l = left.IndexOf(leftRow);
        var r = right.IndexOf(rightRow);
        var leftNull = left.Nulls[l];
        var rightNull = right.Nulls[r];
        if (leftNull || rightNull)
            return leftNull.CompareTo(rightNull);
        return TOrder.Compare(((ColumnVector<T>)left).Values[l], ((ColumnVector<T>)right).Values[r]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override int KeepNotBehind(ColumnVector column, ReadOnlySpan<int> rows, ColumnVector bound, in KeyColumn order, int[] kept)
    {
        var values = ((ColumnVector<T>)column).Values;
        var limit = ((ColumnVector<T>)bound).Values[0];
        var isLimitNull = bound.Nulls[0];
        var (isDescending, nullsFirst) = (order.Descending, order.NullsFirst);
        var mask = column.IsConstant ? 0 : -1;
        var anyNull = isLimitNull || column.Nulls.Any;
        var count = 0;
        foreach (var row in rows)
        {
            bool isKept;
            if (anyNull && (isLimitNull || column.Nulls[row & mask]))
            {
                var isNull = column.Nulls[row & mask];
                isKept = isNull == isLimitNull || isNull == nullsFirst;
            }
            else
            {
                var compared = TOrder.Compare(values[row & mask], limit);
                isKept = isDescending ? compared >= 0 : compared <= 0;
            }

            kept[count] = row;
            count += isKept ? 1 : 0;
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override int KeepEqual(
        ColumnVector left, int[] leftRows, ColumnVector right, int[] rightRows, int count, bool nullsEqual)
    {
        var leftValues = ((ColumnVector<T>)left).Values;
        var rightValues = ((ColumnVector<T>)right).Values;
        var anyNull = left.Nulls.Any || right.Nulls.Any;
        var leftMask = left.IsConstant ? 0 : -1;
        var rightMask = right.IsConstant ? 0 : -1;
        var kept = 0;
        for (var i = 0; i < count; i++)
        {
            var l = leftRows[i];
            var r = rightRows[i];
            bool equal;
            if (anyNull && (left.Nulls[l & leftMask] || right.Nulls[r & rightMask]))
                equal = nullsEqual && left.Nulls[l & leftMask] == right.Nulls[r & rightMask];
            else
                equal = TOrder.AreEqual(leftValues[l & leftMask], rightValues[r & rightMask]);
            leftRows[kept] = l;
            rightRows[kept] = r;
            if (equal)
                kept++;
        }

        return kept;
    }
}
