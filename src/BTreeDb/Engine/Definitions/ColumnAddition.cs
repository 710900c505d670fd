using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Catalog;
using BTreeDb.Execution.Expressions;
using BTreeDb.Parsing;
using BTreeDb.Parsing.Syntax.Definitions;
using BTreeDb.Planning.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Engine.Definitions;

/// <summary>
/// ADD COLUMN. Rows that are there stay as they are when the default has one value for all of them, which is kept with the
/// column; otherwise they are written anew.
/// </summary>
internal static class ColumnAddition
{
    /// <summary>Runs the action.</summary>
    public static void Run(DefinitionContext context, TableSchema table, AddColumnAction action)
    {
        var definition = action.Column;
        if (table.FindColumn(definition.Name) is not null)
        {
            if (!action.IfNotExists)
                throw DefinitionErrors.ColumnExists(definition.Name, table.Name);
            context.Notice($"column \"{definition.Name}\" of relation \"{table.Name}\" already exists, skipping");
            return;
        }

        TableDraft.CheckColumnName(definition.Name, -1);
        if (table.Columns.Length >= TableDraft.ColumnsMax)
            throw DefinitionErrors.TooManyColumns(TableDraft.ColumnsMax);
        var draft = TableDraft.ReadColumn(definition, table.Name, table.Columns.Length, context);
        var maker = new ColumnCreation(context, table.SchemaName, table.Name, table.Id, []);
        var column = maker.Make(draft, table.Columns.Length, table.NextColumnNumber);
        var columns = GeneratedColumns.Bind(context, table.Name, table.Columns.Add(column), [draft]);
        column = columns[^1];
        if (TryGetValueForAll(context, column, out var value))
            AddInstantly(context, table, column, value);
        else
            Rewrite(context, table, column);
    }

    private static void AddInstantly(DefinitionContext context, TableSchema table, ColumnSchema column, Datum value)
    {
        var version = table.SchemaVersion + 1;
        column = column with { AddedInVersion = version, Missing = value };
        table = table with { SchemaVersion = version, Columns = table.Columns.Add(column) };
        context.Edit.PutTable(table);
        if (value.IsNull && !column.IsNullable)
            RowValidation.CheckNotNull(context, table, column);
    }

    private static void Rewrite(DefinitionContext context, TableSchema table, ColumnSchema column)
    {
        TableRewrite.Run(context, table, table with { Columns = table.Columns.Add(column) });
        if (!column.IsNullable && context.Catalog.TryGetTable(table.Id, out var rewritten))
            RowValidation.CheckNotNull(context, rewritten, rewritten.Columns[column.Ordinal]);
    }

    /// <summary>The value of the column in the rows that are there, where it is the same for all.</summary>
    private static bool TryGetValueForAll(DefinitionContext context, ColumnSchema column, out Datum value)
    {
        value = Datum.Null;
        if (column.IsIdentity || column.IsGenerated)
            return false;
        var bound = Binder.BindDefault(column, context.Catalog, context.Binding);
        if (bound is BoundLiteral literal)
        {
            value = literal.Value;
            return true;
        }

        if (Volatility.IsVolatile(bound) || (column.Type.Domain is not null && column.DefaultSql is null))
            return false;
        value = new ConstantEvaluator(context.Evaluation).Evaluate(bound);
        return true;
    }
}
