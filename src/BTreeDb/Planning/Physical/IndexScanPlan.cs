using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Catalog;

namespace BTreeDb.Planning.Physical;

/// <summary>Reads a table in the order of an index, all of it or a part of the index's key.</summary>
/// <param name="Table">The table.</param>
/// <param name="Index">The index.</param>
/// <param name="Alias">The table's name in the statement.</param>
/// <param name="Ordinals">The table columns to decode.</param>
/// <param name="WithRowKey">A last column holds the row's clustered key.</param>
/// <param name="Condition">The part of the index's key to read, or null for all.</param>
/// <param name="IsReverse">From the last key to the first.</param>
/// <param name="IsIndexOnly">The index has all wanted columns.</param>
/// <param name="Columns">See the base.</param>
/// <param name="Estimate">See the base.</param>
internal sealed record IndexScanPlan(
    TableSchema Table,
    IndexSchema Index,
    string Alias,
    ImmutableArray<int> Ordinals,
    bool WithRowKey,
    KeyCondition? Condition,
    bool IsReverse,
    bool IsIndexOnly,
    ImmutableArray<BoundColumnDefinition> Columns,
    PlanEstimate Estimate) : TableAccessPlan(Table, Alias, Ordinals, WithRowKey, Condition, Columns, Estimate);
