using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Names;
using BTreeDb.Catalog;

namespace BTreeDb.Binding.Changes;

/// <summary>Makes rows about to be stored, and the relations that stand for them.</summary>
internal static class RowBuilder
{
    /// <summary>One column with a new id for each column of the table.</summary>
    public static ImmutableArray<BoundColumnDefinition> NewRow(BindingContext context, TableSchema table, QueryLevel level)
    {
        var row = ImmutableArray.CreateBuilder<BoundColumnDefinition>(table.Columns.Length);
        foreach (var column in table.Columns)
            row.Add(new BoundColumnDefinition(context.NewColumn(level), column.Name, column.Type));
        var definitions = row.MoveToImmutable();
        context.Collations.Add(definitions, table.Columns);
        return definitions;
    }

    /// <summary>The row after an assignment: what was assigned, and the old value of each other column.</summary>
    public static ImmutableArray<BoundExpression> ChangedRow(
        BoundExpression?[] assigned, ImmutableArray<BoundColumnDefinition> old, string alias)
    {
        var row = ImmutableArray.CreateBuilder<BoundExpression>(assigned.Length);
        for (var i = 0; i < assigned.Length; i++)
            row.Add(assigned[i] ?? new BoundColumn(old[i].Id, old[i].Type, $"{alias}.{old[i].Name}"));
        return row.MoveToImmutable();
    }

    /// <summary>The ordinals of the columns that something was assigned to.</summary>
    public static ImmutableArray<int> ChangedColumns(BoundExpression?[] assigned)
    {
        var changed = ImmutableArray.CreateBuilder<int>();
        for (var i = 0; i < assigned.Length; i++)
        {
            if (assigned[i] is not null)
                changed.Add(i);
        }
        return changed.ToImmutable();
    }
}
