using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Catalog;

namespace BTreeDb.Planning.Physical;

/// <summary>What all ways of reading one table have in common.</summary>
/// <param name="Table">The table.</param>
/// <param name="Alias">Its name in the statement.</param>
/// <param name="Ordinals">The table columns to decode, in the order of the plan's columns.</param>
/// <param name="WithRowKey">A last column holds the row's clustered key.</param>
/// <param name="Condition">The part of the key to read, or null for all.</param>
/// <param name="Columns">See the base.</param>
/// <param name="Estimate">See the base.</param>
internal abstract record TableAccessPlan(
    TableSchema Table,
    string Alias,
    ImmutableArray<int> Ordinals,
    bool WithRowKey,
    KeyCondition? Condition,
    ImmutableArray<BoundColumnDefinition> Columns,
    PlanEstimate Estimate) : PhysicalPlan(Columns, Estimate);
