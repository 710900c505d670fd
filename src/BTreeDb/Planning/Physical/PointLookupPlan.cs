using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Catalog;

namespace BTreeDb.Planning.Physical;

/// <summary>Reads the one row that a full primary key, or a full key of a unique index, names.</summary>
/// <param name="Table">The table.</param>
/// <param name="Index">The unique index, or null for the primary key.</param>
/// <param name="Alias">The table's name in the statement.</param>
/// <param name="Ordinals">The table columns to decode.</param>
/// <param name="WithRowKey">A last column holds the row's clustered key.</param>
/// <param name="Condition">Pins each key column to one value.</param>
/// <param name="Columns">See the base.</param>
/// <param name="Estimate">See the base.</param>
internal sealed record PointLookupPlan(
    TableSchema Table,
    IndexSchema? Index,
    string Alias,
    ImmutableArray<int> Ordinals,
    bool WithRowKey,
    KeyCondition? Condition,
    ImmutableArray<BoundColumnDefinition> Columns,
    PlanEstimate Estimate) : TableAccessPlan(Table, Alias, Ordinals, WithRowKey, Condition, Columns, Estimate);
