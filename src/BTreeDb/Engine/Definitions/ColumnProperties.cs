using BTreeDb.Binding;
using BTreeDb.Catalog;
using BTreeDb.Parsing.Printing;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Definitions;

namespace BTreeDb.Engine.Definitions;

/// <summary>SET and DROP of DEFAULT, NOT NULL and EXPRESSION.</summary>
internal static class ColumnProperties
{
    /// <summary>Finds a column; 42703 where there is none.</summary>
    public static ColumnSchema Find(TableSchema table, Identifier name) =>
        table.FindColumn(name.Text) ?? throw CatalogErrors.ColumnMissing(name.Text, table.Name);

    /// <summary>Gives a column another definition.</summary>
    public static void Put(DefinitionContext context, TableSchema table, ColumnSchema column) =>
        context.Edit.PutTable(table with { Columns = table.Columns.SetItem(column.Ordinal, column) });

    /// <summary>SET DEFAULT, DROP DEFAULT.</summary>
    public static void SetDefault(DefinitionContext context, TableSchema table, SetDefaultAction action)
    {
        var column = Find(table, action.Column!);
        if (column.IsIdentity)
            throw DefinitionErrors.ColumnIsIdentity(column.Name, table.Name, action.Value is null ? "Use ALTER TABLE ... ALTER COLUMN ... DROP IDENTITY instead." : null);
        if (column.IsGenerated)
            throw DefinitionErrors.ColumnIsGenerated(column.Name, table.Name, action.Value is null ? "Use ALTER TABLE ... ALTER COLUMN ... DROP EXPRESSION instead." : null);
        if (action.Value is { } value)
            Binder.BindDefault(value, column.Name, column.Type, context.Catalog, context.Binding);
        Put(context, table, column with { DefaultSql = action.Value is null ? null : SyntaxPrinter.Print(action.Value) });
    }

    /// <summary>SET NOT NULL, DROP NOT NULL.</summary>
    public static void SetNotNull(DefinitionContext context, TableSchema table, SetNotNullAction action)
    {
        var column = Find(table, action.Column!);
        if (action.NotNull)
        {
            if (column.IsNullable)
                RowValidation.CheckNotNull(context, table, column);
            Put(context, table, column with { IsNullable = false });
            return;
        }

        if (column.IsIdentity)
            throw DefinitionErrors.ColumnIsIdentity(column.Name, table.Name, null);
        foreach (var key in table.IndexedPrimaryKey?.Columns ?? table.PrimaryKey)
        {
            if (table.KeyOrdinal(key) == column.Ordinal)
                throw DefinitionErrors.ColumnInPrimaryKey(column.Name);
        }

        Put(context, table, column with { IsNullable = true });
    }

    /// <summary>DROP EXPRESSION: the values stay.</summary>
    public static void DropExpression(DefinitionContext context, TableSchema table, DropExpressionAction action)
    {
        var column = Find(table, action.Column);
        if (column.IsGenerated)
        {
            Put(context, table, column with { Generation = ColumnGeneration.None, DefaultSql = null });
            return;
        }

        if (!action.IfExists)
            throw DefinitionErrors.ColumnNotGenerated(column.Name, table.Name);
        context.Notice($"column \"{column.Name}\" of relation \"{table.Name}\" is not a stored generated column, skipping");
    }
}
