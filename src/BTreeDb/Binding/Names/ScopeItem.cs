using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;

namespace BTreeDb.Binding.Names;

/// <summary>
/// An item of FROM as names see it. A join is an item of its own that shows the columns of both sides without
/// qualification; its sides then only answer to their names.
/// </summary>
/// <param name="Alias">The name it answers to, or null.</param>
/// <param name="SchemaName">The schema of a table without alias, so that <c>schema.table.column</c> finds it.</param>
/// <param name="TableName">The table's or view's own name, for advice when it hides behind an alias.</param>
/// <param name="Columns">What it shows.</param>
internal sealed record ScopeItem(
    string? Alias, string? SchemaName, string? TableName, ImmutableArray<ScopeColumn> Columns)
{
    /// <summary>Whether its columns are found without qualification, and by <c>*</c>.</summary>
    public bool ShowsColumns { get; init; } = true;

    /// <summary>Whether its row is a plain value: that of a function which returns no records.</summary>
    public bool IsScalar { get; init; }

    /// <summary>False on the side of an outer join that lateral references may not reach.</summary>
    public bool AllowsLateral { get; init; } = true;

    /// <summary>The object id of the table whose system columns can be named; 0 without.</summary>
    public long RelationOid { get; init; }

    /// <summary>
    /// What <c>xmax</c> is: of a row that INSERT has written 0, of one that its ON CONFLICT has updated the transaction's id;
    /// null where nobody knows.
    /// </summary>
    public BoundExpression? Xmax { get; init; }

    /// <summary>The place of a column that is never NULL in the table's rows, or -1.</summary>
    public int PresentColumn { get; init; } = -1;

    /// <summary>Whether an outer join may put NULLs in the place of the row.</summary>
    public bool MayBeMissing { get; init; }

    /// <summary>An item that shows a relation's columns under the relation's name.</summary>
    public static ScopeItem Of(
        string? alias, string? schemaName, string? tableName, ImmutableArray<BoundColumnDefinition> columns)
    {
        var shown = ImmutableArray.CreateBuilder<ScopeColumn>(columns.Length);
        foreach (var column in columns)
        {
            var name = alias is null ? column.Name : $"{alias}.{column.Name}";
            shown.Add(new ScopeColumn(column.Name, new BoundColumn(column.Id, column.Type, name)));
        }
        return new ScopeItem(alias, schemaName, tableName, shown.MoveToImmutable());
    }
}
