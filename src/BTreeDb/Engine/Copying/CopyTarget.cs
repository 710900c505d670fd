using System.Collections.Immutable;
using BTreeDb.Catalog;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Changes;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Engine.Copying;

/// <summary>The table of a COPY with the columns that are copied, and the statements that COPY stands for.</summary>
internal sealed class CopyTarget
{
    private readonly CopyStatement _statement;

    private CopyTarget(CopyStatement statement, TableSchema table, ImmutableArray<ColumnSchema> columns) =>
        (_statement, Table, Columns) = (statement, table, columns);

    /// <summary>The table.</summary>
    public TableSchema Table { get; }

    /// <summary>The columns, in the order of the file.</summary>
    public ImmutableArray<ColumnSchema> Columns { get; }

    /// <summary>Their names.</summary>
    public IReadOnlyList<string> Names
    {
        get
        {
            var names = new string[Columns.Length];
            for (var i = 0; i < names.Length; i++)
                names[i] = Columns[i].Name;
            return names;
        }
    }

    /// <summary>Finds the table and its columns.</summary>
    public static CopyTarget Resolve(CopyStatement statement, CatalogSnapshot catalog)
    {
        var name = statement.Table!;
        if (!catalog.TryGetTable(name.Schema, name.Name, out var table))
        {
            if (!catalog.TryGetView(name.Schema, name.Name, out _))
                throw CatalogErrors.RelationMissing(string.Join('.', name.Parts), name.Position);
            throw statement.IsFrom ? CopyErrors.CannotCopyTo("view", name.Name) : CopyErrors.CannotCopyFrom("view", name.Name);
        }

        return new CopyTarget(statement, table, ColumnsOf(statement, table));
    }

    /// <summary>The query that COPY TO runs.</summary>
    public SelectStatement ToQuery()
    {
        var items = new List<SelectItem>();
        foreach (var column in Columns)
            items.Add(new SelectItem(-1, new ColumnReference(-1, new SyntaxList<string>([Table.Name, column.Name])), null));
        return Select(items, _statement.Table!, null, null);
    }

    /// <summary>The INSERT that COPY FROM runs over its rows.</summary>
    public InsertStatement ToInsert()
    {
        var source = new QualifiedName(-1, new SyntaxList<string>([CopyCommand.SourceSchema, Table.Name]));
        var items = new List<SelectItem>();
        var targets = new List<AssignmentTarget>();
        foreach (var column in Columns)
        {
            items.Add(new SelectItem(-1, new ColumnReference(-1, new SyntaxList<string>([Table.Name, column.Name])), null));
            targets.Add(new AssignmentTarget(-1, column.Name, SyntaxList<Indirection>.Empty));
        }

        var alias = new TableAlias(-1, Table.Name, SyntaxList<Identifier>.Empty);
        return new InsertStatement(
            -1, null, _statement.Table!, null, new SyntaxList<AssignmentTarget>([.. targets]), OverridingKind.System,
            Select(items, source, alias, _statement.Where), null, SyntaxList<SelectItem>.Empty);
    }

    private static SelectStatement Select(
        List<SelectItem> items, QualifiedName from, TableAlias? alias, Expression? where) => new(
            -1, null,
            new QuerySpecification(
                -1, null, new SyntaxList<SelectItem>([.. items]), null,
                new SyntaxList<FromItem>([new TableReference(-1, from, false, alias, null)]), where, null, null,
                SyntaxList<NamedWindow>.Empty),
            SyntaxList<SortItem>.Empty, null, SyntaxList<LockingClause>.Empty);

    private static ImmutableArray<ColumnSchema> ColumnsOf(CopyStatement statement, TableSchema table)
    {
        if (statement.Columns.IsEmpty)
            return table.Columns.RemoveAll(static column => column.IsGenerated);
        var columns = ImmutableArray.CreateBuilder<ColumnSchema>(statement.Columns.Count);
        foreach (var identifier in statement.Columns)
        {
            var column = Find(table, identifier.Text)
                ?? throw CopyErrors.ColumnMissing(identifier.Text, table.Name, identifier.Position);
            if (column.IsGenerated)
                throw CopyErrors.ColumnIsGenerated(identifier.Text, identifier.Position);
            if (columns.Contains(column))
                throw CopyErrors.ColumnTwice(identifier.Text, identifier.Position);
            columns.Add(column);
        }

        return columns.MoveToImmutable();
    }

    private static ColumnSchema? Find(TableSchema table, string name)
    {
        foreach (var column in table.Columns)
        {
            if (column.Name == name)
                return column;
        }

        return null;
    }
}
