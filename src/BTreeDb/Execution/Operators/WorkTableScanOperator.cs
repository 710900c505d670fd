using BTreeDb.Execution.Vectors;

namespace BTreeDb.Execution.Operators;

/// <summary>Reads the rows of the round before.</summary>
internal sealed class WorkTableScanOperator(WorkTable table) : Operator
{
    private readonly Batch _output = new(new ColumnVector[table.Types.Length]);
    private StatementContext _context = null!;
    private int _next;

    /// <inheritdoc/>
    public override void Open(StatementContext context)
    {
        _context = context;
        _next = 0;
    }

    /// <inheritdoc/>
    public override Batch? Next()
    {
        _context.CheckCancellation();
        if (_next >= table.Current.Count)
            return null;
        RowBlockView.Show(table.Current.Block(_next >> RowBlocks.BlockShift), 0, _output);
        _next += _output.Count;
        return _output;
    }

    /// <inheritdoc/>
    public override void Close()
    {
    }
}
