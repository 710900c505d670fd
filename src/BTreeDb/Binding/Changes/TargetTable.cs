using BTreeDb.Binding.Clauses;
using BTreeDb.Binding.Errors;
using BTreeDb.Catalog;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Changes;

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
            return table;
        throw CatalogNames.FindView(context, name) is null
            ? NameErrors.UndefinedTable(string.Join('.', name.Parts), name.Position)
            : ChangeErrors.ViewAsTarget(action, name.Name, name.Position);
    }

    /// <summary>Finds the target of MERGE.</summary>
    public static TableSchema FindForMerge(BindingContext context, QualifiedName name) =>
        CatalogNames.FindTable(context, name) is null && CatalogNames.FindView(context, name) is not null
            ? throw ChangeErrors.MergeIntoView(name.Name)
            : Find(context, name, "merge into");

    /// <summary>The columns of INSERT's list, or all of them.</summary>
    public static List<ColumnSchema> FindColumns(TableSchema table, SyntaxList<AssignmentTarget> names)
    {
        var columns = new List<ColumnSchema>();
        var named = new HashSet<int>();
        foreach (var name in names)
        {
            if (!name.Path.IsEmpty)
                throw UnsupportedErrors.SingularFeature("assigning to a part of a column", name.Position);
            var column = FindColumn(table, name.Column, name.Position);
            if (!named.Add(column.Ordinal))
                throw ChangeErrors.ColumnTwice(column.Name, name.Position);
            columns.Add(column);
        }
        if (names.IsEmpty)
            columns.AddRange(table.Columns);
        return columns;
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
