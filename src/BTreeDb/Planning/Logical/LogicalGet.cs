using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Queries;
using BTreeDb.Catalog;

namespace BTreeDb.Planning.Logical;

/// <summary>Rows of a base table.</summary>
/// <param name="Table">The table.</param>
/// <param name="Alias">Its name in the statement.</param>
/// <param name="Ordinals">The table column behind each of <paramref name="TableColumns"/>.</param>
/// <param name="TableColumns">The columns that are wanted of it.</param>
/// <param name="RowKey">A last column with the row's clustered key, for statements that change rows; else null.</param>
internal sealed record LogicalGet(
    TableSchema Table,
    string Alias,
    ImmutableArray<int> Ordinals,
    ImmutableArray<BoundColumnDefinition> TableColumns,
    BoundColumnDefinition? RowKey = null) : LogicalOperator
{
    /// <summary>What the table's indexes compute, over columns of the table whether wanted or not.</summary>
    public ImmutableArray<BoundIndexExpression> IndexExpressions { get; init; } = [];

    /// <inheritdoc/>
    public override ImmutableArray<BoundColumnDefinition> Columns { get; } =
        RowKey is null ? TableColumns : TableColumns.Add(RowKey);

    /// <summary>The same table with fewer columns.</summary>
    public LogicalGet Narrow(ImmutableArray<int> ordinals, ImmutableArray<BoundColumnDefinition> columns) =>
        new(Table, Alias, ordinals, columns, RowKey) { IndexExpressions = IndexExpressions };
}
