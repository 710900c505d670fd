using BTreeDb.Binding.Expressions;
using BTreeDb.Execution.Expressions;
using BTreeDb.Execution.Vectors;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// Rows of expressions. Literals and parameters are stored straight into the vectors; other expressions are evaluated
/// one by one.
/// </summary>
/// <param name="rows">The expressions.</param>
/// <param name="compiled">The compiled form of those that are neither literal nor parameter, at the same places.</param>
/// <param name="output">Vectors of the columns' types.</param>
internal sealed class ValuesOperator(BoundExpression[][] rows, VectorExpression?[][] compiled, ColumnVector[] output)
    : Operator
{
    private readonly Batch _output = new(output);
    private readonly Batch _single = new([]) { RowCount = 1 };
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
        if (_next >= rows.Length)
            return null;
        _context.CheckCancellation();
        foreach (var column in output)
            column.Clear();
        var capacity = output.Length == 0 ? Batch.DefaultCapacity : output[0].Capacity;
        var count = Math.Min(capacity, rows.Length - _next);
        for (var i = 0; i < count; i++)
            Fill(_next + i, i);
        _next += count;
        _output.RowCount = count;
        _output.SelectAll();
        return _output;
    }

    /// <inheritdoc/>
    public override void Close()
    {
    }

    private void Fill(int row, int target)
    {
        var expressions = rows[row];
        for (var i = 0; i < expressions.Length; i++)
        {
            switch (expressions[i])
            {
                case BoundLiteral literal:
                    output[i].SetDatum(target, literal.Value);
                    break;
                case BoundParameter parameter:
                    output[i].SetDatum(target, _context.Evaluation.Parameters[parameter.Ordinal]);
                    break;
                default:
                    output[i].CopyRow(compiled[row][i]!.Evaluate(_single, _context.Evaluation), 0, target);
                    break;
            }
        }
    }
}
