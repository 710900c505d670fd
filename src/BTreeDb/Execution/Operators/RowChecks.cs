using BTreeDb.Binding.Statements;
using BTreeDb.Catalog;
using BTreeDb.Execution.Expressions;
using BTreeDb.Execution.Vectors;
using BTreeDb.Tables;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// The generated columns, the CHECK constraints and the check options of views, for rows about to be stored: evaluated for a
/// batch, asked row by row.
/// </summary>
/// <param name="table">The table.</param>
/// <param name="checks">Generated values first, then conditions.</param>
/// <param name="conditions">Their compiled forms.</param>
internal sealed class RowChecks(TableSchema table, BoundCheck[] checks, VectorExpression[] conditions)
{
    private readonly ColumnVector<byte>?[] _results = new ColumnVector<byte>?[conditions.Length];

    /// <summary>Gives the new rows their generated values, and evaluates the constraints over them.</summary>
    public void Evaluate(Batch newRows, StatementContext context)
    {
        for (var i = 0; i < conditions.Length; i++)
        {
            var result = conditions[i].Evaluate(newRows, context.Evaluation);
            if (checks[i].Generates >= 0)
                newRows.Columns[checks[i].Generates] = result;
            else
                _results[i] = (ColumnVector<byte>)result;
        }
    }

    /// <summary>
    /// Raises 23514 when a constraint is false for a row, 44000 when a view's condition is not true. A missing
    /// value is reported first, by the writer.
    /// </summary>
    public void Check(Batch newRows, int row, StatementContext context)
    {
        for (var i = 0; i < _results.Length; i++)
        {
            var result = _results[i];
            if (result is null)
                continue;
            var isMet = result.IsNull(row) ? !checks[i].IsOfView : result.Values[result.IndexOf(row)] != 0;
            if (isMet || LacksValue(newRows, row))
                continue;
            var text = RowText.OfRow(newRows.Columns.AsSpan(0, table.Columns.Length), row, context.Evaluation.TimeZone);
            throw checks[i].IsOfView
                ? OperatorErrors.ViewCheckViolated(checks[i].Name, $"Failing row contains {text}.")
                : OperatorErrors.CheckViolated(
                    table.Name, table.SchemaName, checks[i].Name, $"Failing row contains {text}.");
        }
    }

    private bool LacksValue(Batch newRows, int row)
    {
        foreach (var column in table.Columns)
        {
            if (!column.IsNullable && newRows.Columns[column.Ordinal].IsNull(row))
                return true;
        }
        return false;
    }
}
