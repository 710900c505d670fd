using BTreeDb.Execution.Vectors;

namespace BTreeDb.Execution.Operators;

/// <summary>Reads a common table from its first row on.</summary>
internal sealed class CommonTableScanOperator(CommonTableRows table) : Operator
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
        if (table.Find(_next) is not { } block)
            return null;
        RowBlockView.Show(block, _next & RowBlocks.BlockMask, _output);
        _next += _output.Count;
        return _output;
    }

    /// <inheritdoc/>
    public override void Close()
    {
    }
}
