using BTreeDb.Execution.Vectors;

namespace BTreeDb.Execution.Operators;

/// <summary>Shows a stored block to a reader, who may narrow the selection while the block still grows.</summary>
internal static class RowBlockView
{
    /// <summary>Makes a batch show the rows of a block from one on.</summary>
    public static void Show(Batch block, int first, Batch view)
    {
        Array.Copy(block.Columns, view.Columns, view.Columns.Length);
        view.RowCount = block.RowCount;
        view.SelectAll();
        if (first == 0)
            return;
        var rows = view.OwnSelection();
        for (var row = first; row < block.RowCount; row++)
            rows[row - first] = row;
        view.Select(rows, block.RowCount - first);
    }
}
