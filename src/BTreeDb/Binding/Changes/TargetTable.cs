using BTreeDb.Binding.Clauses;
using BTreeDb.Binding.Errors;
using BTreeDb.Catalog;
using BTreeDb.Parsing.Syntax;

namespace BTreeDb.Binding.Changes;

/// <summary>Finds the table that a statement changes, and its columns.</summary>
internal static class TargetTable
{
    /// <summary>Finds the table; <paramref name="action"/> is as in <c>insert into</c>.</summary>
    public static TableSchema Find(BindingContext context, QualifiedName name, string action)
    {
        if (name.Catalog is not null)
            throw NameErrors.CrossDatabase(string.Join('.', name.Parts), name.Position);
        if (CatalogNames.FindTable(context, name) is { } table)
        {
            return !table.IsMaterializedView || context.Options.MayFillMaterializedViews
                ? table
                : throw ChangeErrors.CannotChangeMaterializedView(table.Name, name.Position);
        }

        if (CatalogNames.FindSequence(context, name) is not null)
            throw ChangeErrors.CannotChangeSequence(name.Name, name.Position);
        throw CatalogNames.FindView(context, name) is null
            ? NameErrors.UndefinedTable(string.Join('.', name.Parts), name.Position)
            : ChangeErrors.ViewAsTarget(action, name.Name, name.Position);
    }

    /// <summary>Finds a column by name, or raises 42703.</summary>
    public static ColumnSchema FindColumn(TableSchema table, string name, int position)
    {
        foreach (var column in table.Columns)
        {
            if (column.Name == name)
                return column;
        }
        throw NameErrors.UndefinedTargetColumn(table.Name, name, position);
    }
}
