using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Catalog;
using BTreeDb.Types;

namespace BTreeDb.Planning.Physical;

/// <summary>
/// Reads the rows that clustered keys name. What yields the keys is a plan of its own, so that several indexes can be
/// combined before a row is touched.
/// </summary>
/// <param name="RowKeys">Yields clustered keys of existing rows, each once, in one column.</param>
/// <param name="Table">The table.</param>
/// <param name="Alias">The table's name in the statement.</param>
/// <param name="Ordinals">The table columns to decode.</param>
/// <param name="WithRowKey">A last column holds the row's clustered key.</param>
/// <param name="Columns">See the base.</param>
/// <param name="Estimate">See the base.</param>
internal sealed record RowFetchPlan(
    PhysicalPlan RowKeys,
    TableSchema Table,
    string Alias,
    ImmutableArray<int> Ordinals,
    bool WithRowKey,
    ImmutableArray<BoundColumnDefinition> Columns,
    PlanEstimate Estimate) : PhysicalPlan(Columns, Estimate)
{
    /// <summary>The column of clustered keys below the fetch. Nothing above sees it, so all fetches share its id.</summary>
    public static BoundColumnDefinition RowKeyColumn { get; } = new(new ColumnId(int.MaxValue), "row key", SqlType.Bytea);

    /// <inheritdoc/>
    public override ImmutableArray<PhysicalPlan> Inputs => [RowKeys];
}
