using System.Collections.Immutable;
using BTreeDb.Binding.Names;
using BTreeDb.Catalog;

namespace BTreeDb.Binding.Changes;

/// <summary>Makes the relation that stands for a row about to be stored.</summary>
internal static class RowBuilder
{
    /// <summary>One column with a new id for each column of the table.</summary>
    public static ImmutableArray<BoundColumnDefinition> NewRow(BindingContext context, TableSchema table, QueryLevel level)
    {
        var row = ImmutableArray.CreateBuilder<BoundColumnDefinition>(table.Columns.Length);
        foreach (var column in table.Columns)
            row.Add(new BoundColumnDefinition(context.NewColumn(level), column.Name, column.Type));
        return row.MoveToImmutable();
    }
}
