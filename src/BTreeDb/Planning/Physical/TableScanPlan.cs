using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Catalog;

namespace BTreeDb.Planning.Physical;

/// <summary>Reads a table in the order of its clustered key, all of it or a part of the primary key.</summary>
/// <param name="Table">The table.</param>
/// <param name="Alias">Its name in the statement.</param>
/// <param name="Ordinals">The table columns to decode.</param>
/// <param name="WithRowKey">A last column holds the row's clustered key.</param>
/// <param name="Condition">The part of the primary key to read, or null for all.</param>
/// <param name="IsReverse">From the last key to the first.</param>
/// <param name="Columns">See the base.</param>
/// <param name="Estimate">See the base.</param>
internal sealed record TableScanPlan(
    TableSchema Table,
    string Alias,
    ImmutableArray<int> Ordinals,
    bool WithRowKey,
    KeyCondition? Condition,
    bool IsReverse,
    ImmutableArray<BoundColumnDefinition> Columns,
    PlanEstimate Estimate) : TableAccessPlan(Table, Alias, Ordinals, WithRowKey, Condition, Columns, Estimate);
