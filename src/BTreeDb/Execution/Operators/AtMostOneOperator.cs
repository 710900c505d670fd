using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>Hands on the only row of its input; fails when there are more.</summary>
internal sealed class AtMostOneOperator : UnaryOperator
{
    private readonly ColumnVector[] _row;
    private readonly Batch _output;
    private bool _isDone;

    /// <summary>Over rows of these types.</summary>
    public AtMostOneOperator(Operator input, SqlType[] types)
        : base(input)
    {
        _row = new ColumnVector[types.Length];
        for (var i = 0; i < types.Length; i++)
            _row[i] = ColumnVector.Create(types[i], 1);
        _output = new Batch(_row);
    }

    /// <inheritdoc/>
    public override void Open(StatementContext context)
    {
        _isDone = false;
        base.Open(context);
    }

    /// <inheritdoc/>
    public override Batch? Next()
    {
        if (_isDone)
            return null;
        _isDone = true;
        var isFound = false;
        while (Input.Next() is { } batch)
        {
            Context.CheckCancellation();
            if (batch.Count == 0)
                continue;
            if (isFound || batch.Count > 1)
                throw OperatorErrors.SubqueryYieldsManyRows();
            isFound = true;
            Keep(batch, RowList.Of(batch)[0]);
        }

        return isFound ? _output : null;
    }

    private void Keep(Batch batch, int row)
    {
        for (var i = 0; i < _row.Length; i++)
        {
            _row[i].Clear();
            _row[i].CopyRow(batch.Columns[i], row, 0);
        }

        _output.RowCount = 1;
        _output.SelectAll();
    }
}
