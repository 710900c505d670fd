using BTreeDb.Catalog;
using BTreeDb.Execution.Expressions;
using BTreeDb.Execution.Vectors;
using BTreeDb.Tables;

namespace BTreeDb.Execution.Operators;

/// <summary>The CHECK constraints of rows about to be stored: evaluated for a batch, asked row by row.</summary>
internal sealed class RowChecks(TableSchema table, string[] names, VectorExpression[] conditions)
{
    private readonly ColumnVector<byte>[] _results = new ColumnVector<byte>[conditions.Length];

    /// <summary>Evaluates the constraints over the new rows.</summary>
    public void Evaluate(Batch newRows, StatementContext context)
    {
        for (var i = 0; i < conditions.Length; i++)
            _results[i] = (ColumnVector<byte>)conditions[i].Evaluate(newRows, context.Evaluation);
    }

    /// <summary>
    /// Raises 23514 when a constraint is false for a row; NULL passes. A missing value is reported first, by the writer.
    /// </summary>
    public void Check(Batch newRows, int row, StatementContext context)
    {
        for (var i = 0; i < _results.Length; i++)
        {
            var result = _results[i];
            if (result.IsNull(row) || result.Values[result.IndexOf(row)] != 0 || LacksValue(newRows, row))
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
