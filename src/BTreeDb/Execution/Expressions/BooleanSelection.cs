using System.Runtime.CompilerServices;
using BTreeDb.Execution.Vectors;

namespace BTreeDb.Execution.Expressions;

/// <summary>Narrows the selection of a batch by a vector of booleans.</summary>
internal static class BooleanSelection
{
    /// <summary>Keeps the counted rows whose value is true.</summary>
    public static void KeepTrue(Batch batch, ColumnVector<byte> condition)
    {
        if (condition.IsConstant)
        {
            if (condition.Nulls[0] || condition.Values[0] == 0)
                batch.Select(batch.OwnSelection(), 0);
            return;
        }

        var target = batch.OwnSelection();
        var kept = Keep(batch, condition, target);
        batch.Select(target, kept);
    }

    /// <summary>Writes the counted rows whose value is true to an array and returns how many there are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Keep(Batch batch, ColumnVector<byte> condition, int[] target)
    {
        var values = condition.Values;
        var nulls = condition.Nulls;
        var mask = condition.IsConstant ? 0 : -1;
        var anyNull = nulls.Any;
        var selection = batch.Selection;
        var count = batch.Count;
        var kept = 0;
        for (var i = 0; i < count; i++)
        {
            var row = selection is null ? i : selection[i];
            target[kept] = row;
            if (values[row & mask] != 0 && !(anyNull && nulls[row & mask]))
                kept++;
        }

        return kept;
    }
}
