using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>The bottom of a plan that is run over rows which the operator above it hands in.</summary>
internal sealed class RowInputOperator : Operator
{
    private readonly SqlType[] _types;
    private Batch? _row;
    private Batch? _given;
    private bool _isPending;

    /// <summary>An input of rows of these types.</summary>
    public RowInputOperator(SqlType[] types) => _types = types;

    /// <summary>A batch with room for one row, for callers that have rows one by one.</summary>
    public Batch Row => _row ??= MakeRow();

    /// <summary>Hands in the batch that the executions of the plan read from now on.</summary>
    public void Give(Batch batch) => _given = batch;

    /// <inheritdoc/>
    public override void Open(StatementContext context) => _isPending = true;

    /// <inheritdoc/>
    public override Batch? Next()
    {
        if (!_isPending)
            return null;
        _isPending = false;
        return _given;
    }

    /// <inheritdoc/>
    public override void Close() => _isPending = false;

    private Batch MakeRow()
    {
        var columns = new ColumnVector[_types.Length];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = ColumnVector.Create(_types[i], capacity: 1);
        return new Batch(columns) { RowCount = 1 };
    }
}
