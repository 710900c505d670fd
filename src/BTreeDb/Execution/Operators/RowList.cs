using BTreeDb.Execution.Vectors;

namespace BTreeDb.Execution.Operators;

/// <summary>The counted rows of a batch as a span, whether it has a selection or not.</summary>
internal static class RowList
{
    private static readonly int[] Identity = MakeIdentity(Batch.DefaultCapacity);

    /// <summary>The counted rows; valid until the batch's selection changes.</summary>
    public static ReadOnlySpan<int> Of(Batch batch)
    {
        if (batch.Selection is not null)
            return batch.Selection.AsSpan(0, batch.SelectionCount);
        return batch.RowCount <= Identity.Length
            ? Identity.AsSpan(0, batch.RowCount)
            : MakeIdentity(batch.RowCount);
    }

    private static int[] MakeIdentity(int count)
    {
        var rows = new int[count];
        for (var i = 0; i < count; i++)
            rows[i] = i;
        return rows;
    }
}
