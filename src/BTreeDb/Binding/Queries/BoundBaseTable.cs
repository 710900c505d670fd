using System.Collections.Immutable;
using BTreeDb.Catalog;

namespace BTreeDb.Binding.Queries;

/// <summary>A table in FROM; column <c>i</c> is the table's column with ordinal <c>i</c>.</summary>
internal sealed record BoundBaseTable(
    TableSchema Table, string Alias, ImmutableArray<BoundColumnDefinition> Columns) : BoundTableReference(Columns)
{
    /// <summary>What the table's indexes compute, over <see cref="BoundTableReference.Columns"/>.</summary>
    public ImmutableArray<BoundIndexExpression> IndexExpressions { get; init; } = [];
}
