using BTreeDb.Catalog;
using BTreeDb.Engine.Constraints;
using BTreeDb.Execution.Constraints;

namespace BTreeDb.Engine.Definitions;

/// <summary>Looks whether the rows of a table meet a constraint that it is about to get.</summary>
internal static class RowValidation
{
    /// <summary>Raises 23514 when a row breaks a check.</summary>
    public static void CheckHolds(DefinitionContext context, TableSchema table, CheckConstraintSchema check)
    {
        context.EnsureSeesAllRows(table);
        if (context.HasRow($"SELECT 1 FROM {NameOf(table)} WHERE NOT ({check.ExpressionSql}) LIMIT 1"))
            throw DefinitionErrors.CheckViolatedBySomeRow(check.Name, table);
    }

    /// <summary>Raises 23502 when a row has NULL in a column.</summary>
    public static void CheckNotNull(DefinitionContext context, TableSchema table, ColumnSchema column)
    {
        context.EnsureSeesAllRows(table);
        if (context.HasRow($"SELECT 1 FROM {NameOf(table)} WHERE {QualifiedText.Quote(column.Name)} IS NULL LIMIT 1"))
            throw DefinitionErrors.ContainsNulls(column.Name, table);
    }

    /// <summary>Raises 23503 when a row refers to nothing.</summary>
    public static void KeyHolds(DefinitionContext context, TableSchema table, ForeignKeySchema key)
    {
        if (!context.Catalog.TryGetTable(key.ReferencedTable, out var referenced))
            throw CatalogErrors.Corrupt($"table {key.ReferencedTable.Value} is missing");
        context.EnsureSeesAllRows(table);
        context.EnsureSeesAllRows(referenced);
        if (context.FindRow(ReferentialSql.FindViolation(key, table, referenced)) is not { } values)
            return;
        throw ConstraintErrors.KeyMissing(table, key, Array.Exists(values, value => value.IsNull)
            ? ConstraintErrors.MixedNulls
            : $"Key {KeyText.Of(table, key.Columns, values, context.Access.TimeZone)} is not present in table \"{referenced.Name}\".");
    }

    /// <summary>Raises 23505 when two rows are equal in the columns of a deferrable key, whose tree would not notice.</summary>
    public static void HasNoDuplicates(DefinitionContext context, TableSchema table, IndexSchema index)
    {
        var ordinals = new int[index.Columns.Length];
        var names = new string[ordinals.Length];
        for (var i = 0; i < names.Length; i++)
        {
            ordinals[i] = table.KeyOrdinal(index.Columns[i]);
            names[i] = QualifiedText.Quote(table.Columns[ordinals[i]].Name);
        }

        var key = string.Join(", ", names);
        var condition = index.NullsNotDistinct ? "" : $" WHERE {string.Join(" IS NOT NULL AND ", names)} IS NOT NULL";
        if (context.FindRow($"SELECT {key} FROM {NameOf(table)}{condition} GROUP BY {key} HAVING count(*) > 1 LIMIT 1") is { } values)
        {
            throw DefinitionErrors.CannotCreateUniqueIndex(
                index.Name, table, KeyText.Of(table, [.. ordinals], values, context.Access.TimeZone));
        }
    }

    /// <summary>A table's full name in SQL.</summary>
    public static string NameOf(TableSchema table) =>
        $"{QualifiedText.Quote(table.SchemaName)}.{QualifiedText.Quote(table.Name)}";
}
