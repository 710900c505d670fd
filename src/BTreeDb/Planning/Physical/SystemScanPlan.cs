using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Catalog;

namespace BTreeDb.Planning.Physical;

/// <summary>Reads a system relation, whose rows are computed when the scan begins.</summary>
internal sealed record SystemScanPlan(
    SystemTableSchema Table,
    string Alias,
    ImmutableArray<BoundColumnDefinition> Columns,
    PlanEstimate Estimate) : PhysicalPlan(Columns, Estimate);
