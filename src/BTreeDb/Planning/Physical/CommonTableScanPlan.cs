using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Planning.Logical;

namespace BTreeDb.Planning.Physical;

/// <summary>Reads the rows of a common table.</summary>
internal sealed record CommonTableScanPlan(
    SharedTable Table, string Alias, ImmutableArray<BoundColumnDefinition> Columns, PlanEstimate Estimate)
    : PhysicalPlan(Columns, Estimate);
