using BTreeDb.Catalog;
using BTreeDb.Execution.Expressions;
using BTreeDb.Execution.Vectors;
using BTreeDb.Tables;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// The generated columns and CHECK constraints of rows about to be stored: evaluated for a batch, asked row by row.
/// </summary>
/// <param name="table">The table.</param>
/// <param name="names">The names of the constraints.</param>
/// <param name="conditions">Generated values first, then conditions.</param>
/// <param name="generates">The column that gets the value; -1 for a condition.</param>
internal sealed class RowChecks(TableSchema table, string[] names, VectorExpression[] conditions, int[] generates)
{
    private readonly ColumnVector<byte>?[] _results = new ColumnVector<byte>?[conditions.Length];

    /// <summary>Gives the new rows their generated values, and evaluates the constraints over them.</summary>
    public void Evaluate(Batch newRows, StatementContext context)
    {
        for (var i = 0; i < conditions.Length; i++)
        {
            var result = conditions[i].Evaluate(newRows, context.Evaluation);
            if (generates[i] >= 0)
                newRows.Columns[generates[i]] = result;
            else
                _results[i] = (ColumnVector<byte>)result;
        }
    }

    /// <summary>
    /// Raises 23514 when a constraint is false for a row; NULL passes. A missing value is reported first, by the writer.
    /// </summary>
    public void Check(Batch newRows, int row, StatementContext context)
    {
        for (var i = 0; i < _results.Length; i++)
        {
            var result = _results[i];
            if (result is null || result.IsNull(row) || result.Values[result.IndexOf(row)] != 0 || LacksValue(newRows, row))
                continue;
            var text = RowText.OfRow(newRows.Columns.AsSpan(0, table.Columns.Length), row, context.Evaluation.TimeZone);
            throw OperatorErrors.CheckViolated(table.Name, table.SchemaName, names[i], $"Failing row contains {text}.");
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
